package io.flipside.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.network.Lpips;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;

/** LPIPS of clips, frame against frame. */
public final class Perceptual {
    /** Unit of its figures. */
    public static final String UNIT = "distance";

    /** Pictures that go through the network at a time: what they leave in memory is bounded. */
    private static final int AT_A_TIME = 8;

    private final NDManager manager;
    private final Lpips network;

    /**
     * Reads the network.
     *
     * @param manager owner of the network
     * @throws io.flipside.UserError if the weights cannot be read
     */
    public Perceptual(NetworkWeights.Registered weights, NDManager manager) {
        this.manager = manager;
        this.network = new Lpips(new Parameters(manager, weights.tensors()));
    }

    /** Whether frames of this size are large enough. */
    public static boolean canSee(RgbFrames clip) {
        return clip.height() >= Lpips.LEAST_SIDE && clip.width() >= Lpips.LEAST_SIDE;
    }

    /**
     * Distance of each pair of frames, at least 0.
     *
     * @throws UserError if one is not finite
     * @throws IllegalArgumentException if the clips differ in shape or are too small
     */
    public double[] frames(RgbFrames a, RgbFrames b) {
        if (a.count() != b.count()) {
            throw new IllegalArgumentException("LPIPS compares clips of one shape, got " + a + " and " + b);
        }
        double[] distances = new double[a.count()];
        for (int from = 0; from < distances.length; from += AT_A_TIME) {
            int count = Math.min(AT_A_TIME, distances.length - from);
            try (NDManager scope = manager.newSubManager()) {
                NDArray x = ClipPixels.pictures(a, from, count, scope);
                NDArray y = ClipPixels.pictures(b, from, count, scope);
                float[] some =
                        Autograd.unrecorded(() -> network.distances(x, y)).toFloatArray();
                for (int i = 0; i < count; i++) {
                    distances[from + i] = finite(some[i]);
                }
            }
        }
        return distances;
    }

    private static float finite(float distance) {
        if (!Float.isFinite(distance)) {
            throw new UserError("LPIPS is not finite: its weights are broken. Check them with"
                    + " 'flipside models check --full'.");
        }
        return distance;
    }
}
