package io.flipside.generator;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Weights in a generator folder that no network would read. */
final class ForeignFiles {
    private static final Set<String> READ =
            Set.of("transformer", "vae", "image_encoder", "text.safetensors", WanFolder.SMALL);
    /** Of a public pipeline folder: the prompt is frozen, the sampler is ours, pictures are resized here. */
    private static final Set<String> HARMLESS =
            Set.of("text_encoder", "tokenizer", "scheduler", "image_processor", "feature_extractor");

    private static final List<String> WEIGHTS = List.of(".safetensors", ".bin", ".pt", ".pth", ".ckpt", ".gguf");

    private ForeignFiles() {}

    /** @throws UserError naming what holds weights that nothing reads */
    static void refuse(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> foreign = entries.filter(entry -> {
                        String name = entry.getFileName().toString();
                        return !READ.contains(name) && !HARMLESS.contains(name) && holdsWeights(entry);
                    })
                    .sorted()
                    .toList();
            if (!foreign.isEmpty()) {
                throw new UserError("generator folder " + folder + " holds weights that nothing reads: "
                        + foreign.get(0).getFileName() + ". A generator has one transformer, one VAE and one image"
                        + " encoder; others, such as the pair of transformers of Wan2.2, are not supported.");
            }
        } catch (IOException e) {
            throw new UserError("generator folder " + folder + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    private static boolean holdsWeights(Path entry) {
        if (!Files.isDirectory(entry)) {
            String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
            return WEIGHTS.stream().anyMatch(name::endsWith);
        }
        try (Stream<Path> inside = Files.list(entry)) {
            return inside.anyMatch(file -> !Files.isDirectory(file) && holdsWeights(file));
        } catch (IOException e) {
            throw new UserError("folder " + entry + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }
}
