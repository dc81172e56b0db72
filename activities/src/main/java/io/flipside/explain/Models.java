package io.flipside.explain;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.clip.Preprocess;
import io.flipside.domain.DomainLimits;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Classifier and generator, loaded and ready for any number of clips.
 *
 * @param manager owner of the weights
 * @param classifier under audit
 * @param generator of natural clips
 * @param preprocess what the generator expects of a clip
 * @param digests of the files that were read
 * @param limits of the generator's domain, if its folder says
 */
public record Models(
        NDManager manager,
        VideoClassifier classifier,
        Generator generator,
        Preprocess preprocess,
        ModelDigests digests,
        Optional<DomainLimits> limits)
        implements AutoCloseable {

    /**
     * Loads both.
     *
     * @throws io.flipside.UserError naming the file or tensor that does not fit
     */
    public static Models open(Path classifier, Path generator, Optional<Path> adapter) {
        NDManager manager = NDManager.newBaseManager();
        try {
            VideoClassifier loaded = ClassifierFolder.open(classifier, manager);
            return new Models(
                    manager,
                    loaded,
                    GeneratorFolder.open(generator, adapter, manager),
                    preprocess(generator),
                    new ModelDigests(Sha256.ofFolder(classifier), Sha256.ofFolder(generator), adapter.map(Sha256::of)),
                    DomainLimits.find(generator));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** What a generator expects of a clip, without loading it. */
    public static Preprocess preprocess(Path generator) {
        JsonConfig profile = JsonConfig.read(generator.resolve("generator.json"));
        return new Preprocess(profile.integer("side"), profile.integer("frames"), profile.number("fps"));
    }

    /**
     * The index of a class in the classifier's logits.
     *
     * @throws UserError naming the classes there are
     */
    public int targetIndex(String target) {
        int index = classifier.classes().indexOf(target);
        if (index < 0) {
            throw new UserError("the classifier has no class '" + target + "'. Its classes are "
                    + String.join(", ", classifier.classes()) + ".");
        }
        return index;
    }

    @Override
    public void close() {
        manager.close();
    }
}
