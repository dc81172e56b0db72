package io.flipside.explain;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.LoadedClassifier;
import io.flipside.classifier.OtherClassifiers;
import io.flipside.classifier.VideoClassifier;
import io.flipside.clip.Preprocess;
import io.flipside.domain.AdapterDomain;
import io.flipside.domain.DomainLimits;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorProfile;
import io.flipside.generator.GeneratorSettings;
import io.flipside.generator.LoadedGenerator;
import io.flipside.semantics.FlipModel;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Classifier and generator, loaded and ready for any number of clips.
 *
 * @param manager owner of the weights
 * @param classifier under audit
 * @param generator of natural clips
 * @param preprocess what the generator expects of a clip
 * @param digests of the files that both were read from
 * @param limits of the generator's domain, if its folder says, or an adapter that somebody vouches for
 * @param flips what tells semantic flips from adversarial ones, if the generator's folder says
 * @param others classifiers to ask for a second opinion
 */
public record Models(
        NDManager manager,
        VideoClassifier classifier,
        Generator generator,
        Preprocess preprocess,
        ModelDigests digests,
        Optional<DomainLimits> limits,
        Optional<FlipModel> flips,
        OtherClassifiers others)
        implements AutoCloseable {

    /** Loads both on the processor, with weights as their files store them. */
    public static Models open(Path classifier, Path generator, Optional<Path> adapter) {
        return open(classifier, generator, adapter, TorchDevice.CPU, GeneratorSettings.DEFAULT);
    }

    /**
     * Loads both.
     *
     * @param device where they are computed
     * @param settings how the generator is kept and computed
     * @throws io.flipside.UserError naming the file or tensor that does not fit
     */
    public static Models open(
            Path classifier, Path generator, Optional<Path> adapter, TorchDevice device, GeneratorSettings settings) {
        NDManager manager = device.manager();
        boolean loaded = false;
        try {
            LoadedClassifier c = ClassifierFolder.load(classifier, manager);
            LoadedGenerator g = GeneratorFolder.load(generator, adapter, settings, manager);
            Models models = new Models(
                    manager,
                    c.classifier(),
                    g.generator(),
                    preprocess(g.profile()),
                    new ModelDigests(c.sha256(), g.sha256(), g.adapterSha256()),
                    DomainLimits.find(generator),
                    FlipModel.find(generator),
                    OtherClassifiers.find(classifier));
            loaded = true;
            return models;
        } finally {
            // also after an error of the engine or of memory: nothing stays half open
            if (!loaded) {
                manager.close();
            }
        }
    }

    /**
     * The same with the limits in an adapter's file, if it was measured with this very generator. Only for an adapter that
     * the operator vouches for: with limits of its own an uploaded one would pass any clip as known.
     *
     * @throws io.flipside.UserError naming the field that is missing or no limit
     */
    public Models withLimitsOf(Path adapter) {
        Optional<DomainLimits> own = AdapterDomain.find(adapter, digests.generator());
        return new Models(manager, classifier, generator, preprocess, digests, own.or(() -> limits), flips, others);
    }

    private static Preprocess preprocess(GeneratorProfile profile) {
        return new Preprocess(profile.side(), profile.frames(), profile.framesPerSecond());
    }

    /** What a generator expects of a clip, without loading it. */
    public static Preprocess preprocess(Path generator) {
        return preprocess(GeneratorFolder.profile(generator));
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
