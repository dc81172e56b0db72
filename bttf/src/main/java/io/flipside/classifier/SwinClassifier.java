package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.List;

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
        if (classes.size() != network.config().classes()) {
            throw new UserError("num_classes is " + network.config().classes() + ", but classes has " + classes.size()
                    + " names. Give one name for each class.");
        }
    }

    /** Loads the network of a classifier folder, under torchvision's or mmaction2's names. */
    static SwinClassifier open(Path folder, JsonConfig json, NDManager manager) {
        ClipInput input = ClipInput.of(json);
        List<String> classes = ClassifierFolder.classes(json);
        Parameters parameters = new Parameters(manager, SwinNames.torchvision(Weights.open(folder)));
        return new SwinClassifier(new VideoSwin(parameters, VideoSwinConfig.of(json)), input, classes);
    }

    @Override
    public NDArray logits(NDArray clip) {
        return network.logits(input.of(clip));
    }
}
