package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TorchThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A classifier on disk: {@code config.json} beside its weights. Fields: {@code architecture} (see {@link
 * ClassifierArchitectures}), {@code classes} (their
 * names), {@code sampling} and what becomes of the pixels (see {@link ClipInputSettings}); for
 * {@code "video-swin"}, the default, and {@code "r2plus1d"} the network's dimensions (see {@link VideoSwinConfig#of}, {@link
 * R2Plus1dConfig#of}); for {@code "torchscript"}, {@code file}, its {@code sha256}, {@code output} and {@code output_key} (see {@link
 * ScriptOutput}).
 */
public final class ClassifierFolder {
    private static final int MAX_CLASSES = 100_000;
    private static final int LONGEST_NAME = 200;

    private ClassifierFolder() {}

    /**
     * Loads a classifier.
     *
     * @param folder holds {@code config.json} and the weights
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static VideoClassifier open(Path folder, NDManager manager) {
        return load(folder, manager).classifier();
    }

    /** As above, with what was read. What fails leaves nothing behind in {@code manager}. */
    public static LoadedClassifier load(Path folder, NDManager manager) {
        requireFolder(folder);
        TorchThreads.apply();
        ReadFiles files = new ReadFiles(folder);
        NDManager weights = manager.newSubManager();
        boolean loaded = false;
        try {
            VideoClassifier classifier = read(folder, files, weights);
            LoadedClassifier result = new LoadedClassifier(classifier, files.sha256());
            loaded = true;
            return result;
        } finally {
            if (!loaded) {
                weights.close();
            }
        }
    }

    /**
     * What a classifier costs on clips of a size, from its configuration and headers alone.
     *
     * @throws UserError naming what is missing or does not fit, also a clip that is too short for it
     */
    public static ClassifierCosts costs(Path folder, ClipSize clip) {
        requireFolder(folder);
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve("config.json"));
        return ClassifierArchitectures.of(json).costs(folder, json, files, clip);
    }

    /**
     * The names of a classifier's classes, from its configuration alone.
     *
     * @throws UserError naming what is missing or does not fit
     */
    public static List<String> classes(Path folder) {
        requireFolder(folder);
        return classes(JsonConfig.read(folder.resolve("config.json")));
    }

    /**
     * The dimensions of a network of ours; empty of a TorchScript program.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static Optional<NetworkForm> form(JsonConfig json) {
        return ClassifierArchitectures.of(json).form(json);
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("classifier folder " + folder
                    + " does not exist. Give a folder with config.json and safetensors weights.");
        }
    }

    private static VideoClassifier read(Path folder, ReadFiles files, NDManager manager) {
        JsonConfig json = files.config(folder.resolve("config.json"));
        return ClassifierArchitectures.of(json).open(folder, json, files, manager);
    }

    /** The names of the classes: at least two, each once, in any script, but nothing that is no text. */
    static List<String> classes(JsonConfig json) {
        List<String> classes = json.texts("classes");
        if (classes.size() < 2 || classes.size() > MAX_CLASSES || new HashSet<>(classes).size() < classes.size()) {
            throw new UserError("config " + json.origin() + ": classes needs two names or more, each once.");
        }
        for (String name : classes) {
            if (name.isBlank()
                    || name.length() > LONGEST_NAME
                    || name.codePoints().anyMatch(Printable::isControl)) {
                throw new UserError("config " + json.origin() + ": classes holds '" + Printable.of(name)
                        + "'. A name needs 1 to " + LONGEST_NAME + " characters and no control characters.");
            }
        }
        return classes;
    }
}
