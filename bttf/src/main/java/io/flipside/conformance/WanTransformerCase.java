package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import io.flipside.generator.WanContext;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.tensor.Pullback;
import java.util.ArrayList;
import java.util.List;

/** Velocity and its gradient with respect to the latent, with kept and with recomputed graphs. */
final class WanTransformerCase implements GoldenCase {
    @Override
    public String kind() {
        return "wan-transformer";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        WanTransformer network =
                new WanTransformer(folder.transformerWeights(), WanTransformerConfig.of(folder.config()));
        NDArray latent = folder.tensor("latent");
        double timestep = folder.tensor("timestep").toFloatArray()[0];
        List<Comparison> result = new ArrayList<>();
        try (WanContext context =
                network.context(folder.tensor("condition"), folder.tensor("text"), folder.tensor("image"))) {
            for (boolean recompute : new boolean[] {false, true}) {
                String how = recompute ? " (recomputed)" : "";
                try (Pullback pullback =
                        network.velocity(context, timestep, recompute).forward(latent)) {
                    result.add(Comparison.of(
                            "velocity" + how, pullback.value(), folder.tensor("velocity"), Comparison.OUTPUT));
                    result.add(Comparison.of(
                            "latent_gradient" + how,
                            pullback.pull(folder.tensor("upstream")),
                            folder.tensor("latent_gradient"),
                            Comparison.GRADIENT));
                }
            }
        }
        return result;
    }
}
