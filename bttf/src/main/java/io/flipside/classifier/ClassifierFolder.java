package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.TorchThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * A classifier on disk: {@code config.json} beside its weights. Fields: {@code architecture}, {@code classes} (their
 * names), {@code sampling}, {@code mean}, {@code std}, {@code input} (see {@link ClipInput#of(JsonConfig)}); for
 * {@code "video-swin"}, the default, the network's dimensions (see {@link VideoSwinConfig#of}); for
 * {@code "torchscript"}, {@code file} and its {@code sha256}.
 */
public final class ClassifierFolder {
    private ClassifierFolder() {}

    /**
     * Loads a classifier.
     *
     * @param folder holds {@code config.json} and the weights
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static VideoClassifier open(Path folder, NDManager manager) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("classifier folder " + folder
                    + " does not exist. Give a folder with config.json and safetensors weights.");
        }
        TorchThreads.apply();
        JsonConfig json = JsonConfig.read(folder);
        String architecture = json.text("architecture", "video-swin");
        return switch (architecture) {
            case "video-swin" -> SwinClassifier.open(folder, json, manager);
            case "torchscript" -> TorchScriptClassifier.open(folder, json, manager);
            default ->
                throw new UserError("config " + json.origin() + ": architecture is '" + architecture
                        + "'. It must be 'video-swin' or 'torchscript'.");
        };
    }

    /** The names of the classes: at least two, each once. */
    static List<String> classes(JsonConfig json) {
        List<String> classes = json.texts("classes");
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new UserError("config " + json.origin() + ": classes needs two names or more, each once.");
        }
        return classes;
    }
}
