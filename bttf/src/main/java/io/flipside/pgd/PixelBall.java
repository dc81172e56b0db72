package io.flipside.pgd;

import io.flipside.method.Latent;
import java.util.SplittableRandom;

/**
 * The clips that an attack may reach: those no farther from the original than a radius, with pixels in [0, 1]. All
 * arithmetic is in double precision, each result rounded once.
 *
 * @param norm in which the radius is meant
 * @param radius positive
 */
record PixelBall(Norm norm, double radius) {

    /** Distance of two clips, pixels in [0, 1]. */
    double distance(float[] from, float[] to) {
        double sum = 0;
        double most = 0;
        for (int i = 0; i < from.length; i++) {
            double difference = (double) to[i] - from[i];
            sum += difference * difference;
            most = Math.max(most, Math.abs(difference));
        }
        return norm == Norm.L2 ? Math.sqrt(sum) : most;
    }

    /**
     * Brings a clip into the ball, then its pixels into [0, 1]. The second step moves no pixel away from the original, for
     * that one's lie in [0, 1] as well, so both hold in the end.
     */
    float[] project(float[] original, float[] clip) {
        double distance = distance(original, clip);
        float[] inside = new float[clip.length];
        for (int i = 0; i < clip.length; i++) {
            double difference = (double) clip[i] - original[i];
            double kept = norm == Norm.L2
                    ? difference * Math.min(1, radius / distance)
                    : Math.max(-radius, Math.min(radius, difference));
            inside[i] = (float) Math.max(0, Math.min(1, original[i] + kept));
        }
        return inside;
    }

    /**
     * One step against the gradient and back into the ball. Its direction is the steepest in the norm: the gradient over
     * its length, or its signs. Where the gradient is zero nothing moves.
     *
     * @param gradient of what is to become less, finite
     * @param length of the step in the norm
     */
    float[] descend(float[] original, float[] clip, Latent gradient, double length) {
        float[] slope = gradient.values();
        double norm2 = gradient.norm();
        float[] moved = new float[clip.length];
        for (int i = 0; i < clip.length; i++) {
            double direction = norm == Norm.L2 ? slope[i] / norm2 : Math.signum(slope[i]);
            moved[i] = (float) (clip[i] - (norm2 == 0 ? 0 : length * direction));
        }
        return project(original, moved);
    }

    /** A clip drawn evenly from the ball, pixels brought into [0, 1]; the same for a seed on every machine. */
    float[] draw(float[] original, Latent normal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] direction = normal.values();
        double length = radius * StrictMath.pow(random.nextDouble(), 1.0 / original.length) / normal.norm();
        float[] drawn = new float[original.length];
        for (int i = 0; i < drawn.length; i++) {
            double way = norm == Norm.L2 ? length * direction[i] : radius * (2 * random.nextDouble() - 1);
            drawn[i] = (float) (original[i] + way);
        }
        return project(original, drawn);
    }
}
