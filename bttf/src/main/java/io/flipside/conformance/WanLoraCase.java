package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import io.flipside.UserError;
import io.flipside.generator.LoraMerged;
import io.flipside.generator.WanContext;
import io.flipside.generator.WanNames;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One adapter in three key styles gives the same velocity; one that does not fit is refused. */
final class WanLoraCase implements GoldenCase {
    @Override
    public String kind() {
        return "wan-lora";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        Path basePath = folder.path()
                .resolve(folder.config().text("base", "../wan-transformer"))
                .normalize();
        GoldenFolder base = new GoldenFolder(basePath, folder.manager());
        List<Comparison> result = new ArrayList<>();
        for (String style : List.of("diffusers", "original", "musubi")) {
            NDArray velocity = velocity(base, folder, "adapter-" + style + ".safetensors");
            result.add(Comparison.of("velocity " + style, velocity, folder.tensor("velocity"), Comparison.OUTPUT));
        }
        result.add(new Comparison(
                "refusal of adapter-wrong-shape",
                refuses(base, folder) ? 0 : Double.POSITIVE_INFINITY,
                Comparison.OUTPUT));
        return result;
    }

    private static boolean refuses(GoldenFolder base, GoldenFolder folder) {
        try {
            velocity(base, folder, "adapter-wrong-shape.safetensors");
            return false;
        } catch (UserError expected) {
            return true;
        }
    }

    private static NDArray velocity(GoldenFolder base, GoldenFolder folder, String adapter) {
        WanTransformerConfig config = WanTransformerConfig.of(base.config());
        Weights weights = Weights.open(base.path().resolve("weights.safetensors"));
        LoraMerged merged = LoraMerged.of(weights, folder.path().resolve(adapter), WanNames.layers(config.layers()));
        WanTransformer network = new WanTransformer(new Parameters(folder.manager(), merged), config);
        double timestep = base.tensor("timestep").toFloatArray()[0];
        try (WanContext context =
                network.context(base.tensor("condition"), base.tensor("text"), base.tensor("image"))) {
            NDArray latent = base.tensor("latent");
            return Autograd.unrecorded(
                    () -> network.velocity(context, timestep, false).apply(latent));
        }
    }
}
