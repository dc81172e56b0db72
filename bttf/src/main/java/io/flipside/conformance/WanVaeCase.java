package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.util.ArrayList;
import java.util.List;

/** Encoder mean, decoder without the final clamp, and its gradient with respect to the latent. */
final class WanVaeCase implements GoldenCase {
    @Override
    public String kind() {
        return "wan-vae";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        WanVae vae = new WanVae(folder.vaeWeights(), WanVaeConfig.of(folder.config()));
        List<Comparison> result = new ArrayList<>();
        NDArray mean = vae.encodeMoments(folder.tensor("video")).get(0);
        result.add(Comparison.of("mean", mean, folder.tensor("mean"), Comparison.OUTPUT));
        NDArray latent = folder.tensor("latent");
        try (Pullback pullback = Vjp.segment(vae::decodeRaw).forward(latent)) {
            result.add(Comparison.of(
                    "decoded_unclamped", pullback.value(), folder.tensor("decoded_unclamped"), Comparison.OUTPUT));
            result.add(Comparison.of(
                    "latent_gradient",
                    pullback.pull(folder.tensor("upstream")),
                    folder.tensor("latent_gradient"),
                    Comparison.GRADIENT));
        }
        return result;
    }
}
