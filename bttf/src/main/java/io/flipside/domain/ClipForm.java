package io.flipside.domain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Scalars;
import java.util.EnumMap;
import java.util.Map;

/** The figures of a clip that need no network: the form of what stands out in its frames, and how it moves. */
final class ClipForm {
    private ClipForm() {}

    /**
     * Motion, outline, spread, hollow and jump.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     */
    static Map<DomainFigure, Double> measure(NDArray clip) {
        Shape shape = clip.getShape();
        int frames = (int) shape.get(2);
        double outline = 0;
        double spread = 0;
        double hollow = 0;
        double largest = 0;
        double steps = 0;
        float[] before = frame(clip, 0);
        for (int f = 0; f < frames; f++) {
            float[] now = frame(clip, f);
            Foreground foreground = Foreground.of(now, (int) shape.get(1), (int) shape.get(3), (int) shape.get(4));
            outline = Math.max(outline, foreground.outline());
            spread = Math.max(spread, foreground.spread());
            hollow = Math.max(hollow, foreground.hollow());
            double step = step(before, now);
            largest = Math.max(largest, step);
            steps += step;
            before = now;
        }
        double mean = frames == 1 ? 0 : steps / (frames - 1);
        Map<DomainFigure, Double> figures = new EnumMap<>(DomainFigure.class);
        figures.put(DomainFigure.MOTION, mean);
        figures.put(DomainFigure.OUTLINE, outline);
        figures.put(DomainFigure.SPREAD, spread);
        figures.put(DomainFigure.HOLLOW, hollow);
        figures.put(DomainFigure.JUMP, mean > 0 ? largest / mean : 1);
        return figures;
    }

    /** A frame's values in [0, 1], in the order [channel, row, column]. */
    static float[] frame(NDArray clip, int index) {
        return clip.get(":,:," + index).add(1).div(Scalars.of(clip, 2)).toFloatArray();
    }

    private static double step(float[] before, float[] now) {
        double sum = 0;
        for (int i = 0; i < now.length; i++) {
            sum += Math.abs(now[i] - before[i]);
        }
        return sum / now.length;
    }
}
