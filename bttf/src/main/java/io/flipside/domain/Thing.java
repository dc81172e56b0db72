package io.flipside.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** What stands out most in a frame: the heaviest of the pieces whose pixels stand out at least half as much as any. */
final class Thing {
    private static final double MOST_OF_PICTURE = 0.25;
    private static final double NEARLY_ALL = 0.9;

    private final Foreground foreground;
    private final List<Integer> pixels;

    private Thing(Foreground foreground, List<Integer> pixels) {
        this.foreground = foreground;
        this.pixels = pixels;
    }

    /**
     * The thing of a frame.
     *
     * @param least how much it must stand out somewhere, 0 to 1
     * @return empty if nothing does
     */
    static Optional<Thing> of(Foreground foreground, float least) {
        float most = foreground.most();
        if (most <= 0 || most < least) {
            return Optional.empty();
        }
        boolean[] open = new boolean[foreground.height() * foreground.width()];
        for (int i = 0; i < open.length; i++) {
            open[i] = foreground.share(i) > most / 2;
        }
        List<Thing> pieces = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                pieces.add(new Thing(foreground, piece(foreground, i, open)));
            }
        }
        return pieces.stream().max(Comparator.comparingDouble(Thing::mass));
    }

    /** The pixels that hang together with one of them, which are open no longer. */
    private static List<Integer> piece(Foreground foreground, int from, boolean[] open) {
        List<Integer> piece = new ArrayList<>();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(from));
        open[from] = false;
        while (!next.isEmpty()) {
            int at = next.remove();
            piece.add(at);
            for (int i : around(foreground, at)) {
                if (open[i]) {
                    open[i] = false;
                    next.add(i);
                }
            }
        }
        return piece;
    }

    private static int[] around(Foreground foreground, int pixel) {
        int row = pixel / foreground.width();
        int column = pixel % foreground.width();
        int[] around = new int[9];
        int count = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(foreground.height() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(foreground.width() - 1, column + 1); c++) {
                around[count++] = r * foreground.width() + c;
            }
        }
        return Arrays.copyOf(around, count);
    }

    /**
     * Whether it is one thing on a ground of its own: it takes up at most a quarter of the picture, and beside it and its
     * soft edge next to nothing stands out.
     */
    boolean isAlone() {
        boolean[] near = new boolean[foreground.height() * foreground.width()];
        for (int pixel : pixels) {
            for (int i : around(foreground, pixel)) {
                near[i] = true;
            }
        }
        double all = 0;
        double own = 0;
        for (int i = 0; i < near.length; i++) {
            all += foreground.share(i);
            own += near[i] ? foreground.share(i) : 0;
        }
        return pixels.size() <= MOST_OF_PICTURE * near.length && own >= NEARLY_ALL * all;
    }

    private double mass() {
        return sum(pixel -> 1);
    }

    /** Column of its centre, by how much its pixels stand out. */
    double x() {
        return sum(pixel -> pixel % foreground.width()) / mass();
    }

    /** Row of its centre. */
    double y() {
        return sum(pixel -> pixel / foreground.width()) / mass();
    }

    private double sum(IntToDoubleFunction of) {
        return pixels.stream()
                .mapToDouble(pixel -> foreground.share(pixel) * of.applyAsDouble(pixel))
                .sum();
    }
}
