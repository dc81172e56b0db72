package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.domain.DomainLimits;
import io.flipside.domain.FirstFrame;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.metric.Metrics;
import io.flipside.metric.SsimMetric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes the verdict from the written files, by the original classifier. */
public final class Judge {
    private final Models models;

    public Judge(Models models) {
        this.models = models;
    }

    /**
     * Reads both files of a counterfactual again and classifies them.
     *
     * @param folder where {@link Rendered} has written them
     * @param inMemory target probability before writing
     * @param stages of the search, for the record
     * @param failure why the search ended early, if something was wrong
     */
    public Explanation judge(
            Clip original,
            String target,
            Path folder,
            double inMemory,
            List<SearchedStage> stages,
            Optional<Reason> failure) {
        Clip written = ClipReader.read(folder.resolve(Rendered.EVIDENCE), ClipLimits.DEFAULT);
        Clip shareable = models.preprocess().read(folder.resolve(Rendered.SHAREABLE), ClipLimits.DEFAULT);
        Prediction after = classify(written);
        Map<String, MetricResult> metrics = Metrics.measure(
                original.frames(),
                written.frames(),
                new MetricModels(models.manager(), models.classifier(), models.generator()));
        double firstFrame = Objects.requireNonNull(metrics.get(SsimMetric.NAME)).value(SsimMetric.FIRST_FRAME);
        return new Explanation(
                original,
                written,
                classify(original),
                after,
                classify(shareable),
                missed(target, after, failure, inMemory).or(() -> moved(original, written, firstFrame)),
                stages,
                Measurements.of(metrics),
                Optional.empty());
    }

    private Prediction classify(Clip clip) {
        return Prediction.of(models.classifier(), clip, models.manager());
    }

    // nothing if the classifier says the target: then the first frame decides
    private static Optional<Reason> missed(String target, Prediction after, Optional<Reason> failure, double inMemory) {
        if (after.label().equals(target)) {
            return Optional.empty();
        }
        double written = after.probability(target);
        return failure.or(() -> Optional.of(
                inMemory > written && inMemory > 0.5
                        ? Reasons.lostInWriting(inMemory)
                        : Reasons.targetNotReached(written)));
    }

    private Optional<Reason> moved(Clip original, Clip written, double firstFrame) {
        double least = models.limits().map(DomainLimits::anchoredSsim).orElse(DomainLimits.ANCHORED_BY_DEFAULT);
        if (!(firstFrame >= least)) {
            return Optional.of(Reasons.notAnchored("SSIM of the first frames", firstFrame, least));
        }
        double overlap = FirstFrame.overlap(original.frames(), written.frames());
        return models.limits()
                .flatMap(DomainLimits::anchoredOverlap)
                .filter(limit -> !(overlap >= limit))
                .map(limit -> Reasons.notAnchored("overlap of what stands out in the first frames", overlap, limit));
    }
}
