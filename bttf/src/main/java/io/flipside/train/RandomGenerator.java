package io.flipside.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.AskedShapes;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.HalfPrecision;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.SafetensorsWriter.Content;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A generator with random weights of true dimensions, in the public layout and in brain floats: what an audit costs does
 * not depend on what the weights are.
 */
public final class RandomGenerator {
    private static final long SHARD_BYTES = 5_000_000_000L;
    private static final String SHARD = "diffusion_pytorch_model-%05d-of-%05d.safetensors";
    private static final String WHOLE = "diffusion_pytorch_model.safetensors";

    private final RandomTensors values;
    private final Consumer<String> told;

    /**
     * @param seed of the weights
     * @param told of every file that is written
     */
    public RandomGenerator(long seed, Consumer<String> told) {
        this.values = new RandomTensors(seed);
        this.told = told;
    }

    /**
     * Writes one.
     *
     * @param folder new or empty
     * @param transformer dimensions of the velocity network; VAE and image tower are the public ones
     * @param profile the clips that it makes
     * @throws UserError if it cannot be written
     */
    public void write(Path folder, WanTransformerConfig transformer, GeneratorProfile profile) {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            AskedShapes ofTransformer = new AskedShapes();
            new WanTransformer(new Parameters(manager, ofTransformer), transformer);
            network(folder.resolve("transformer"), NetworkConfigs.of(transformer), ofTransformer.shapes());
            AskedShapes ofVae = new AskedShapes();
            new WanVae(new Parameters(manager, ofVae), WanVaeConfig.WAN_2_1);
            network(folder.resolve("vae"), NetworkConfigs.of(WanVaeConfig.WAN_2_1), ofVae.shapes());
            AskedShapes ofTower = new AskedShapes();
            new ClipVision(new Parameters(manager, ofTower), ClipVisionConfig.VIT_H);
            network(folder.resolve("image_encoder"), NetworkConfigs.of(ClipVisionConfig.VIT_H), ofTower.shapes());
            Shape text = new Shape(1, transformer.textLength(), transformer.textDim());
            SafetensorsWriter.writeAll(
                    folder.resolve("text.safetensors"), contents(Map.of("prompt_embeds", text)), Map.of());
            TinyModels.json(
                    folder.resolve("generator.json"),
                    Map.of("frames", profile.frames(), "side", profile.side(), "fps", profile.framesPerSecond()));
        }
    }

    private void network(Path folder, Map<String, Object> config, Map<String, Shape> shapes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        TinyModels.json(folder.resolve("config.json"), config);
        List<Map<String, Shape>> shards = shards(shapes);
        Map<String, String> placed = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name = shards.size() == 1 ? WHOLE : String.format(Locale.ROOT, SHARD, i + 1, shards.size());
            told.accept(folder.resolve(name).toString());
            SafetensorsWriter.writeAll(folder.resolve(name), contents(shards.get(i)), Map.of("format", "pt"));
            shards.get(i).keySet().forEach(tensor -> placed.put(tensor, name));
        }
        if (shards.size() > 1) {
            TinyModels.json(
                    folder.resolve("diffusion_pytorch_model.safetensors.index.json"),
                    Map.of("metadata", Map.of("total_size", bytes(shapes)), "weight_map", placed));
        }
    }

    private Map<String, Content> contents(Map<String, Shape> shapes) {
        Map<String, Content> contents = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> contents.put(
                name,
                new Content(
                        ElementType.BF16, shape, () -> HalfPrecision.nearestBrainFloats(values.values(name, shape)))));
        return contents;
    }

    private static List<Map<String, Shape>> shards(Map<String, Shape> shapes) {
        List<Map<String, Shape>> shards = new ArrayList<>(List.of(new LinkedHashMap<>()));
        shapes.forEach((name, shape) -> {
            Map<String, Shape> last = shards.get(shards.size() - 1);
            if (!last.isEmpty() && bytes(last) + shape.size() * Short.BYTES > SHARD_BYTES) {
                last = new LinkedHashMap<>();
                shards.add(last);
            }
            last.put(name, shape);
        });
        return shards;
    }

    private static long bytes(Map<String, Shape> shapes) {
        return shapes.values().stream()
                .mapToLong(shape -> shape.size() * Short.BYTES)
                .sum();
    }
}
