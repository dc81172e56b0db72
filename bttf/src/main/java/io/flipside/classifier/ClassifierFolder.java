package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classifier on disk: {@code config.json} (the network's dimensions, {@code classes}, and {@code sampling} as
 * {@code {"frames": [1, 3, ...]}} or {@code {"count": 32, "stride": 2}}) beside its weights.
 */
public final class ClassifierFolder {
    private ClassifierFolder() {}

    /**
     * Loads a classifier.
     *
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static VideoClassifier open(Path folder, NDManager manager) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("classifier folder " + folder
                    + " does not exist. Give a folder with config.json and safetensors weights.");
        }
        JsonConfig json = JsonConfig.read(folder);
        VideoSwinConfig config = VideoSwinConfig.of(json);
        List<String> classes = json.texts("classes");
        if (classes.size() != config.classes()) {
            throw new UserError("config " + json.origin() + ": num_classes is " + config.classes() + ", but classes has "
                    + classes.size() + " names.");
        }
        VideoSwin network = new VideoSwin(new Parameters(manager, Weights.open(folder)), config);
        return new SwinClassifier(network, ClipInput.imageNet(frames(json.object("sampling"))), classes);
    }

    /** Uniform sampling takes the last frame of every stride, as the paper's stride of 2 takes 1, 3, 5, ... */
    private static List<Integer> frames(JsonConfig sampling) {
        if (sampling.has("frames")) {
            return sampling.integers("frames");
        }
        int stride = sampling.integer("stride");
        return IntStream.range(0, sampling.integer("count"))
                .map(i -> stride * i + stride - 1)
                .boxed()
                .toList();
    }
}
