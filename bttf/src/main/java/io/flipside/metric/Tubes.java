package io.flipside.metric;

import io.flipside.frames.RgbFrames;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A clip cut into tubes of space and time: the first frame by itself, as it is frozen, then every {@value #FRAMES} frames,
 * and each of these stacks into squares of {@value #SIDE} pixels a side. The last of a direction is smaller where the clip
 * ends. Tubes are numbered in the order [time, row, column].
 *
 * @param frames of the clip
 * @param height of a frame in pixels
 * @param width of a frame in pixels
 */
record Tubes(int frames, int height, int width) {
    static final int FRAMES = 4;
    static final int SIDE = 8;

    /** From inclusive, to exclusive. */
    record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** Where a tube lies. */
    record Box(Span frames, Span rows, Span columns) {}

    static Tubes of(RgbFrames clip) {
        return new Tubes(clip.count(), clip.height(), clip.width());
    }

    int count() {
        return stacks() * rows() * columns();
    }

    Box box(int tube) {
        int stack = tube / (rows() * columns());
        int row = tube / columns() % rows();
        int column = tube % columns();
        return new Box(
                new Span(stack == 0 ? 0 : 1 + (stack - 1) * FRAMES, Math.min(frames, 1 + stack * FRAMES)),
                new Span(row * SIDE, Math.min(height, (row + 1) * SIDE)),
                new Span(column * SIDE, Math.min(width, (column + 1) * SIDE)));
    }

    /** Sum of the squared differences in each tube, in squared levels of 8 bits. */
    long[] energies(Change change) {
        var energies = new long[count()];
        for (int frame = 0; frame < frames; frame++) {
            int stack = (frame + FRAMES - 1) / FRAMES;
            byte[] before = change.original().frame(frame);
            byte[] after = change.counterfactual().frame(frame);
            for (int i = 0; i < before.length; i++) {
                int pixel = i / RgbFrames.CHANNELS;
                int row = pixel / width / SIDE;
                int column = pixel % width / SIDE;
                long difference = (after[i] & 0xFF) - (before[i] & 0xFF);
                energies[(stack * rows() + row) * columns() + column] += difference * difference;
            }
        }
        return energies;
    }

    /** The tubes by falling energy, equal ones by number. */
    static List<Integer> strongestFirst(long[] energies) {
        return IntStream.range(0, energies.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(tube -> -energies[tube])
                        .thenComparingInt(tube -> tube))
                .toList();
    }

    private int stacks() {
        return (frames + 2 * FRAMES - 2) / FRAMES;
    }

    private int rows() {
        return (height + SIDE - 1) / SIDE;
    }

    private int columns() {
        return (width + SIDE - 1) / SIDE;
    }
}
