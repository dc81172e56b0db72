package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classifier on disk. {@code config.json} names its {@code classes}, its {@code sampling} as
 * {@code {"frames": [1, 3, ...]}} or {@code {"count": 32, "stride": 2}}, and where they are not ImageNet's the
 * {@code mean} and {@code std} of pixels in 0 to 255. A Video Swin's dimensions and safetensors weights lie beside; a
 * TorchScript archive is named by {@code file} and pinned by {@code sha256}.
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
        List<String> classes = json.texts("classes");
        ClipInput input = input(json);
        String architecture = json.text("architecture", "video-swin");
        return switch (architecture) {
            case "video-swin" -> swin(folder, json, input, classes, manager);
            case "torchscript" ->
                TorchScriptClassifier.open(
                        folder.resolve(json.text("file", "model.pt")),
                        json.text("sha256", "(none pinned)"),
                        input,
                        classes,
                        manager);
            default ->
                throw new UserError("config " + json.origin() + ": architecture '" + architecture
                        + "' is not known. Known are video-swin and torchscript.");
        };
    }

    private static SwinClassifier swin(
            Path folder, JsonConfig json, ClipInput input, List<String> classes, NDManager manager) {
        VideoSwinConfig config = VideoSwinConfig.of(json);
        if (classes.size() != config.classes()) {
            throw new UserError("config " + json.origin() + ": num_classes is " + config.classes()
                    + ", but classes has " + classes.size() + " names.");
        }
        TensorSource source = SwinNames.torchvision(Weights.open(folder));
        return new SwinClassifier(new VideoSwin(new Parameters(manager, source), config), input, classes);
    }

    private static ClipInput input(JsonConfig json) {
        List<Integer> frames = frames(json.object("sampling"));
        return json.has("mean")
                ? new ClipInput(frames, json.numbers("mean"), json.numbers("std"))
                : ClipInput.imageNet(frames);
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
