package io.flipside.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far each place of the frame stands out of the ground in each third of the clip, apart from things that move: the mean
 * over a tile's pixels, 0 to 1. Unknown where these cover most of it.
 */
final class PlaceGrid {
    static final int PARTS = 3;
    static final int SIDE = 8;
    static final int CELLS = PARTS * SIDE * SIDE;
    /** What a decoder leaves behind. */
    private static final float NOISE = 0.05f;
    /** Pixels around a thing that are its soft edge, as a part of the shorter side. */
    private static final int EDGE = 32;

    private final double[] sums = new double[CELLS];
    private final int[] counted = new int[CELLS];
    private final int[] pixels = new int[CELLS];

    /** @param moving the things that are left out */
    void add(Scene scene, List<Blob> moving, int part) {
        boolean[] covered = new boolean[scene.height * scene.width];
        moving.forEach(thing -> cover(scene, thing, covered));
        for (int i = 0; i < covered.length; i++) {
            int row = i / scene.width * SIDE / scene.height;
            int column = i % scene.width * SIDE / scene.width;
            int cell = (part * SIDE + row) * SIDE + column;
            pixels[cell]++;
            if (!covered[i]) {
                counted[cell]++;
                sums[cell] += scene.out(i) > NOISE ? scene.out(i) : 0;
            }
        }
    }

    /** Of one cell; empty if it is unknown. */
    Optional<Double> at(int cell) {
        return counted[cell] * 2 < pixels[cell] || counted[cell] == 0
                ? Optional.empty()
                : Optional.of(sums[cell] / counted[cell]);
    }

    private static void cover(Scene scene, Blob thing, boolean[] covered) {
        int edge = Math.max(1, Math.min(scene.height, scene.width) / EDGE);
        for (int i = 0; i < covered.length; i++) {
            if (scene.belongsTo(i, thing)) {
                int row = i / scene.width;
                int column = i % scene.width;
                for (int r = Math.max(0, row - edge); r <= Math.min(scene.height - 1, row + edge); r++) {
                    int left = r * scene.width + Math.max(0, column - edge);
                    int right = r * scene.width + Math.min(scene.width - 1, column + edge);
                    Arrays.fill(covered, left, right + 1, true);
                }
            }
        }
    }
}
