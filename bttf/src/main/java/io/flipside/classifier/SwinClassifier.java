package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.HeadersOnly;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Video Swin with its sampling, normalisation and class names.
 *
 * @param network the network
 * @param input how it reads a clip
 * @param classes names in the order of the logits
 */
public record SwinClassifier(VideoSwin network, ClipInput input, List<String> classes) implements VideoClassifier {

    /** @throws UserError if the network has another number of classes */
    public SwinClassifier {
        classes = List.copyOf(classes);
        checkClasses(network.config(), classes);
    }

    static void checkClasses(VideoSwinConfig config, List<String> classes) {
        if (classes.size() != config.classes()) {
            throw new UserError("num_classes is " + config.classes() + ", but classes has " + classes.size()
                    + " names. Give one name for each class.");
        }
    }

    static boolean isHarmless(String name) {
        return name.endsWith("num_batches_tracked");
    }

    /** Loads the network of a classifier folder, under torchvision's or mmaction2's names. */
    static SwinClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager) {
        for (String field : List.of("output", "output_key", "input_format")) {
            if (json.has(field)) {
                throw new UserError(
                        "config " + json.origin() + ": " + field + " is for TorchScript; a Video Swin always"
                                + " takes channels first and gives logits. Take the field away.");
            }
        }
        ClipInput input = ClipInput.of(json);
        List<String> classes = ClassifierFolder.classes(json);
        VideoSwinConfig config = VideoSwinConfig.of(json);
        checkClasses(config, classes);
        TensorSource weights = SwinNames.torchvision(files.weights(folder));
        try (NDManager scope = manager.newSubManager()) {
            Parameters headers = new Parameters(scope, new HeadersOnly(weights, scope));
            new VideoSwin(headers, config);
            headers.refuseUnread("the weights of " + folder, SwinClassifier::isHarmless);
        }
        return new SwinClassifier(new VideoSwin(new Parameters(manager, weights), config), input, classes);
    }

    @Override
    public NDArray logits(NDArray clip) {
        return network.logits(input.of(clip));
    }

    @Override
    public Optional<NDArray> features(NDArray clip) {
        return Optional.of(network.features(input.of(clip)));
    }
}
