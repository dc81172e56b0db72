package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A Video Swin with its sampling, normalisation and class names.
 *
 * @param network the network
 * @param input how it reads a clip
 * @param classes names in the order of the logits
 */
public record SwinClassifier(VideoSwin network, ClipInput input, List<String> classes) implements VideoClassifier {
    public SwinClassifier {
        classes = List.copyOf(classes);
    }

    @Override
    public NDArray logits(NDArray clip) {
        return network.logits(input.of(clip));
    }
}
