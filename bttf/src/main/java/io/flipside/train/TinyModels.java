package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.flipside.UserError;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes trained networks in the public layout: {@code config.json} beside half-precision safetensors. */
public final class TinyModels {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();
    private static final int STATISTICS_CLIPS = 512;
    private static final String WEIGHTS = "model.safetensors";

    private TinyModels() {}

    /** Writes a VAE; the latent statistics are measured on the weights as rounded for the file. */
    public static void writeVae(Path folder, Map<String, NDArray> weights, NDManager manager, ClipSource source) {
        write(folder, weights, manager);
        try (NDManager scope = manager.newSubManager()) {
            WanVae vae = new WanVae(new Parameters(scope, Weights.open(folder)), VaeTrainer.TINY);
            LatentStatistics statistics =
                    LatentStatistics.measure(vae, scope, source, (int) Math.min(STATISTICS_CLIPS, source.size()));
            writeConfig(folder, statistics.mean(), statistics.std());
        }
    }

    /**
     * Writes a VAE that was trained from another; the latent statistics stay that one's, so that a transformer that
     * knows it finds latents of the same scale.
     *
     * @param from folder of the other
     */
    public static void writeVae(Path folder, Map<String, NDArray> weights, NDManager manager, Path from) {
        write(folder, weights, manager);
        WanVaeConfig before = WanVaeConfig.of(JsonConfig.read(from));
        writeConfig(folder, before.latentMean(), before.latentStd());
    }

    private static void writeConfig(Path folder, List<Double> mean, List<Double> std) {
        WanVaeConfig unit = VaeTrainer.TINY;
        WanVaeConfig measured = new WanVaeConfig(
                unit.baseDim(),
                unit.latentChannels(),
                unit.multipliers(),
                unit.residualBlocks(),
                unit.temporalDownsample(),
                mean,
                std);
        json(folder.resolve("config.json"), NetworkConfigs.of(measured));
    }

    /** Opens a VAE folder. */
    public static WanVae openVae(Path folder, NDManager manager) {
        return new WanVae(new Parameters(manager, Weights.open(folder)), WanVaeConfig.of(JsonConfig.read(folder)));
    }

    /** Writes a whole generator folder: transformer, image tower, the VAE it was trained on, prompt and profile. */
    public static void writeGenerator(Path folder, Path vae, GeneratorTrainer trainer, NDManager manager, long seed) {
        Map<String, NDArray> weights = trainer.result();
        write(folder.resolve("transformer"), behind(weights, "transformer."), manager);
        write(folder.resolve("image_encoder"), behind(weights, "image_encoder."), manager);
        json(folder.resolve("transformer/config.json"), NetworkConfigs.of(GeneratorTrainer.TINY));
        json(folder.resolve("image_encoder/config.json"), NetworkConfigs.of(ClipVisionConfig.TINY));
        GeneratorProfile profile = trainer.profile();
        json(
                folder.resolve("generator.json"),
                Map.of("frames", profile.frames(), "side", profile.side(), "fps", profile.framesPerSecond()));
        try (NDManager scope = manager.newSubManager()) {
            SafetensorsWriter.write(
                    folder.resolve("text.safetensors"),
                    Map.of("prompt_embeds", GeneratorTrainer.prompt(scope, seed)),
                    Map.of("prompt", "This is a synthetic video"));
        }
        for (String name : List.of("config.json", WEIGHTS)) {
            copy(vae.resolve(name), folder.resolve("vae").resolve(name));
        }
    }

    /** Writes a classifier folder: network, {@code config.json}, and {@code training.json}, which says how it came to be. */
    public static void writeClassifier(Path folder, ClassifierTrainer trainer, NDManager manager) {
        write(folder, trainer.result(), manager);
        ClassifierForm form = trainer.form();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architecture", form.network().architecture());
        config.putAll(form.network().fields());
        config.put("classes", form.classes());
        config.put("sampling", Map.of("frames", form.frames()));
        json(folder.resolve("config.json"), config);
        json(folder.resolve("training.json"), trainer.record());
    }

    private static Map<String, NDArray> behind(Map<String, NDArray> weights, String prefix) {
        Map<String, NDArray> result = new TreeMap<>();
        weights.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                result.put(name.substring(prefix.length()), array);
            }
        });
        return result;
    }

    private static void write(Path folder, Map<String, NDArray> weights, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> half = new TreeMap<>();
            weights.forEach((name, array) -> {
                NDArray rounded = array.toType(DataType.FLOAT16, true);
                rounded.attach(scope);
                half.put(name, rounded);
            });
            Files.createDirectories(folder);
            SafetensorsWriter.write(folder.resolve(WEIGHTS), half, Map.of("format", "pt"));
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    static void json(Path file, Map<String, ?> content) {
        try {
            Files.writeString(file, JSON.toJson(content) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("copying " + from, e);
        }
    }
}
