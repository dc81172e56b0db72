package io.flipside.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/** Says what a classifier on this machine calls clips; found by the service loader, where there is code that runs models. */
public interface LocalClassifier {
    /**
     * What it said.
     *
     * @param classes of the classifier
     * @param labels of the clips, in their order
     */
    record Called(List<String> classes, List<String> labels) {
        public Called {
            classes = List.copyOf(classes);
            labels = List.copyOf(labels);
        }
    }

    /**
     * Classifies clips as the generator would see them, which is how an audit classifies its original.
     *
     * @param classifier its folder
     * @param generator its folder; of it only what it expects of a clip is read
     * @param clips files
     * @param done told how many are
     * @throws io.flipside.UserError naming the model or the clip that cannot be read
     */
    Called call(Path classifier, Path generator, List<Path> clips, IntConsumer done);
}
