package io.flipside.attack;

import ai.djl.ndarray.NDArray;
import io.flipside.classifier.VideoClassifier;
import io.flipside.tensor.Scalars;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A classifier that sees a clip's copies instead of the clip, and says the mean of its logits on them. An attack on it is one
 * on the classifier that such copies do not undo.
 *
 * @param classifier that is asked
 * @param copies how each copy comes about; gradients pass through
 */
record Disguise(VideoClassifier classifier, List<UnaryOperator<NDArray>> copies) implements VideoClassifier {
    Disguise {
        copies = List.copyOf(copies);
    }

    @Override
    public List<String> classes() {
        return classifier.classes();
    }

    @Override
    public NDArray logits(NDArray clip) {
        NDArray sum = classifier.logits(copies.get(0).apply(clip));
        for (UnaryOperator<NDArray> copy : copies.subList(1, copies.size())) {
            sum = sum.add(classifier.logits(copy.apply(clip)));
        }
        return sum.mul(Scalars.of(sum, 1.0 / copies.size()));
    }
}
