package io.flipside.search;

import io.flipside.method.Latent;

/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, on float32 state. Weight decay is decoupled; 0 keeps the
 * noise in its Gaussian shell (docs/method.md).
 *
 * @param learningRate positive
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the denominator
 * @param weightDecay not negative
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {

    /**
     * Variable and moments.
     *
     * @param variable what is optimised
     * @param firstMoment running mean of the gradient
     * @param secondMoment running mean of its square
     * @param step updates done
     */
    public record State(Latent variable, Latent firstMoment, Latent secondMoment, long step) {
        /** Zero moments before the first update. */
        public static State start(Latent variable) {
            return new State(variable, Latent.zeros(variable.shape()), Latent.zeros(variable.shape()), 0);
        }
    }

    /** One update. */
    public State next(State state, Latent gradient) {
        long step = state.step() + 1;
        float[] p = state.variable().values();
        float[] m = state.firstMoment().values();
        float[] v = state.secondMoment().values();
        float[] g = gradient.values();
        float decay = (float) (1 - learningRate * weightDecay);
        float b1 = (float) (1 - beta1);
        float b2 = (float) beta2;
        float b2rest = (float) (1 - beta2);
        float size = (float) (learningRate / (1 - Math.pow(beta1, step)));
        float correction = (float) Math.sqrt(1 - Math.pow(beta2, step));
        float eps = (float) epsilon;
        for (int i = 0; i < p.length; i++) {
            m[i] = m[i] + b1 * (g[i] - m[i]);
            v[i] = b2 * v[i] + b2rest * g[i] * g[i];
            float denominator = (float) Math.sqrt(v[i]) / correction + eps;
            p[i] = decay * p[i] - size * (m[i] / denominator);
        }
        return new State(
                Latent.of(state.variable().shape(), p),
                Latent.of(state.variable().shape(), m),
                Latent.of(state.variable().shape(), v),
                step);
    }
}
