package io.flipside.explain;

import ai.djl.ndarray.NDManager;
import io.flipside.audit.Reason;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Validity;
import io.flipside.classifier.ClassLoss;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.domain.FirstFrame;
import io.flipside.method.Latent;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricWeights;
import io.flipside.metric.Metrics;
import java.util.Map;
import java.util.Optional;

/** Takes the verdict from the written files, by the original classifier. */
public final class Judge {
    private final Models models;
    private final MetricWeights weights;

    /** Without weights of metrics. */
    public Judge(Models models) {
        this(models, MetricWeights.NONE);
    }

    /** @param weights where metrics find those of their networks */
    public Judge(Models models, MetricWeights weights) {
        this.models = models;
        this.weights = weights;
    }

    /** Reads both files of a candidate again, classifies them, and measures every part of the verdict. */
    public Explanation judge(Candidate candidate) {
        Clip original = candidate.original();
        Clip written = ClipReader.read(candidate.folder().resolve(Rendered.EVIDENCE), ClipLimits.DEFAULT);
        Clip shareable = models.preprocess().read(candidate.folder().resolve(Rendered.SHAREABLE), ClipLimits.DEFAULT);
        Prediction after = classify(written);
        Map<String, Measurement> metrics = Measurements.of(Metrics.measure(
                original.frames(),
                written.frames(),
                new MetricModels(
                        models.manager(),
                        models.classifier(),
                        models.generator(),
                        weights,
                        Optional.of(candidate.target()))));
        Anchor anchor =
                new Anchor(Measurements.firstFrame(metrics), FirstFrame.overlap(original.frames(), written.frames()));
        Optional<Reason> notFlipped = missed(candidate, written, after).or(() -> anchor.broken(models.limits()));
        Validity validity = new VerdictParts(models, candidate).measure(written, after, anchor, metrics);
        return new Explanation(
                original,
                written,
                classify(original),
                after,
                classify(shareable),
                notFlipped,
                notFlipped.isPresent() ? Optional.empty() : Reasons.doubt(candidate.domain()),
                validity,
                candidate.stages(),
                metrics,
                candidate.domain());
    }

    // what the classifier tells a search about the written clip, in nats over the norm of the clip in [-1, 1]
    private double gradientNorm(Clip clip, String target) {
        try (NDManager scope = models.manager().newSubManager()) {
            return Latent.of(ClassLoss.at(
                                    models.classifier(),
                                    Prediction.toArray(clip, scope),
                                    models.targetIndex(target),
                                    scope)
                            .gradient())
                    .norm();
        }
    }

    private Prediction classify(Clip clip) {
        return Prediction.of(models.classifier(), clip, models.manager());
    }

    // nothing if the classifier says the target: then the first frame decides
    private Optional<Reason> missed(Candidate candidate, Clip written, Prediction after) {
        if (after.label().equals(candidate.target())) {
            return Optional.empty();
        }
        double probability = after.probability(candidate.target());
        if (candidate.failure().isPresent()) {
            return candidate.failure();
        }
        return Optional.of(
                candidate.inMemory() > probability && candidate.inMemory() > 0.5
                        ? Reasons.lostInWriting(candidate.inMemory())
                        : WhyNot.reached(
                                probability, candidate.stages(), () -> gradientNorm(written, candidate.target())));
    }
}
