package io.flipside.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClassLoss;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.method.Latent;
import io.flipside.method.SearchInput;
import io.flipside.search.AdamW;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Pullback;

/**
 * Descends the classifier's cross-entropy in the latent of the clip itself, through the decoder alone: what it finds is as
 * smooth as a decoder draws, and no generator says that such motion is natural.
 */
final class LatentAttack {
    private static final AdamW OPTIMISER = new AdamW(0.05, 0.9, 0.999, 1e-8, 0);
    private static final int UPDATES = 60;
    /** It ends when the target is this probable: going on would only move further. */
    private static final double ENOUGH = 0.9;

    private LatentAttack() {}

    static NDArray run(SearchInput input, NDManager owner) {
        try (NDManager scope = owner.newSubManager();
                ConditionedGenerator conditioned = input.generator().condition(input.clip())) {
            NDArray encoded = Autograd.unrecorded(() -> input.generator().encode(input.clip()));
            AdamW.State state = AdamW.State.start(Latent.of(encoded));
            encoded.close();
            for (int update = 0; update < UPDATES; update++) {
                try (NDManager inside = scope.newSubManager();
                        Pullback decoded = conditioned
                                .decoder(false)
                                .forward(state.variable().toArray(inside))) {
                    ClassLoss loss = ClassLoss.at(input.classifier(), decoded.value(), input.target(), inside);
                    if (loss.probabilities().get(input.target()) >= ENOUGH) {
                        break;
                    }
                    state = OPTIMISER.next(state, Latent.of(decoded.pull(loss.gradient())));
                }
            }
            Latent found = state.variable();
            return Autograd.unrecorded(() -> {
                NDArray clip = conditioned.decoder(false).apply(found.toArray(scope));
                clip.attach(owner);
                return clip;
            });
        }
    }
}
