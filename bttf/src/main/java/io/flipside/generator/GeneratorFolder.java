package io.flipside.generator;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A generator on disk: {@code generator.json} says what clips it makes and, by {@code architecture}, how the rest of the
 * folder is read (see {@link GeneratorArchitectures}).
 */
public final class GeneratorFolder {
    static final String PROFILE = "generator.json";

    /** The small decoder in a generator's folder, if it has one: the name under which it is published. */
    public static final String SMALL_DECODER = WanFolder.SMALL;

    private GeneratorFolder() {}

    /**
     * Loads a generator.
     *
     * @param adapter LoRA file to merge into its network
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static Generator open(Path folder, Optional<Path> adapter, NDManager manager) {
        return load(folder, adapter, manager).generator();
    }

    /**
     * What a generator costs, from configurations and headers alone.
     *
     * @param settings how it would be kept and computed
     * @throws UserError naming what is missing or does not fit
     */
    public static GeneratorCosts costs(Path folder, GeneratorSettings settings) {
        requireFolder(folder);
        refusePublished(folder);
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve(PROFILE));
        return GeneratorArchitectures.of(json).costs(new GeneratorSource(folder, json, files, settings));
    }

    /** As above, with what was read, and its weights as stored. */
    public static LoadedGenerator load(Path folder, Optional<Path> adapter, NDManager manager) {
        return load(folder, adapter, GeneratorSettings.DEFAULT, manager);
    }

    /**
     * As above.
     *
     * @param settings how it is kept and computed
     * @param manager owner of the weights; what fails leaves nothing behind in it
     */
    public static LoadedGenerator load(
            Path folder, Optional<Path> adapter, GeneratorSettings settings, NDManager manager) {
        requireFolder(folder);
        ReadFiles files = new ReadFiles(folder);
        NDManager weights = manager.newSubManager();
        boolean loaded = false;
        try {
            refusePublished(folder);
            JsonConfig json = files.config(folder.resolve(PROFILE));
            LoadedGenerator generator = GeneratorArchitectures.of(json)
                    .load(new GeneratorSource(folder, json, files, settings), adapter, weights);
            loaded = true;
            return generator;
        } finally {
            if (!loaded) {
                weights.close();
            }
        }
    }

    /**
     * The clips that a generator makes, without loading it.
     *
     * @throws UserError naming what is missing or does not fit
     */
    public static GeneratorProfile profile(Path folder) {
        refusePublished(folder);
        return GeneratorProfile.of(JsonConfig.read(folder.resolve(PROFILE)));
    }

    /**
     * A folder as it is published does not say what clips it makes, and has no prompt yet.
     *
     * @throws UserError if this is one, with how to make a generator of it
     */
    public static void refusePublished(Path folder) {
        boolean published = Files.exists(folder.resolve("model_index.json"))
                || Files.exists(folder.resolve("diffusion_pytorch_model.safetensors.index.json"));
        if (published && !Files.exists(folder.resolve(PROFILE))) {
            throw new UserError("folder " + folder + " is a model as it was published. Give it a name with 'flipside"
                    + " models add NAME " + folder + "', and use the name.");
        }
    }

    /**
     * Holds an adapter's headers against a generator's transformer.
     *
     * @param adapter LoRA file
     * @throws UserError naming the layer that does not fit, or the first keys that belong to none
     */
    public static void refuseMisfit(Path folder, Path adapter) {
        WanHeaders.refuseMisfit(folder, adapter);
    }

    /**
     * All that does not fit in a folder, from configurations and headers alone; the prompt's tokens may be missing. No
     * tensor is read and no engine is started.
     *
     * @return sentences; empty if everything fits
     * @throws UserError if a file is missing or cannot be read
     */
    public static List<String> problems(Path folder) {
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve(PROFILE));
        return GeneratorArchitectures.of(json)
                .problems(new GeneratorSource(folder, json, files, GeneratorSettings.DEFAULT));
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("generator folder " + folder + " does not exist. Give a folder with transformer/, vae/,"
                    + " image_encoder/, text.safetensors and " + PROFILE + ".");
        }
    }
}
