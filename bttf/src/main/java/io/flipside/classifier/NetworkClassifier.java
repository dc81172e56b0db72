package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.HeadersOnly;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network of ours with its sampling, normalisation and class names.
 *
 * @param network the network
 * @param input how it reads a clip
 * @param classes names in the order of the logits
 */
public record NetworkClassifier(ClipNetwork network, ClipInput input, List<String> classes) implements VideoClassifier {

    /** @throws UserError if the network has another number of classes */
    public NetworkClassifier {
        classes = List.copyOf(classes);
        checkClasses(network.classes(), classes);
    }

    static void checkClasses(int count, List<String> classes) {
        if (classes.size() != count) {
            throw new UserError("num_classes is " + count + ", but classes has " + classes.size()
                    + " names. Give one name for each class.");
        }
    }

    static boolean isHarmless(String name) {
        return name.endsWith("num_batches_tracked");
    }

    /**
     * Where one is read from.
     *
     * @param folder of its files
     * @param json its {@code config.json}
     * @param form what that says of the network
     */
    record Source(Path folder, JsonConfig json, NetworkForm form) {}

    /** Loads the network of a classifier folder. Nothing is read before every header fits. */
    static NetworkClassifier open(Source source, TensorSource weights, NDManager manager) {
        ClipInput input = ClipInput.of(source.json());
        List<String> classes = ClassifierFolder.classes(source.json());
        checkClasses(source.form().classes(), classes);
        try (NDManager scope = manager.newSubManager()) {
            Parameters headers = new Parameters(scope, new HeadersOnly(weights, scope));
            source.form().network(headers);
            headers.refuseUnread("the weights of " + source.folder(), NetworkClassifier::isHarmless);
        }
        return new NetworkClassifier(source.form().network(new Parameters(manager, weights)), input, classes);
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
