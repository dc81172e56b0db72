package io.flipside.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.clip.ClipWriter;
import io.flipside.metric.Ssim;
import io.flipside.search.CounterfactualSearch;
import io.flipside.search.Latent;
import io.flipside.search.NonFiniteException;
import io.flipside.search.SearchSettings;
import io.flipside.search.SearchState;
import io.flipside.search.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the counterfactual of one clip and takes the verdict from the file it has written. */
public final class Explainer {
    /** The lossless copy, from which the verdict is taken. */
    public static final String EVIDENCE = "counterfactual.mkv";
    /** The copy for people. */
    public static final String SHAREABLE = "counterfactual.mp4";

    private final Models models;
    private final InstantSource clock;

    public Explainer(Models models, InstantSource clock) {
        this.models = models;
        this.clock = clock;
    }

    /**
     * Explains a clip that already has the generator's size.
     *
     * @param target name of the target class
     * @param folder where the two files of the counterfactual go
     * @throws UserError if the class is not known or is what the classifier already says
     */
    public Explanation explain(
            Clip clip, String target, SearchSettings settings, long seed, Path folder, ExplainProgress progress) {
        int index = targetIndex(target);
        Prediction before = Prediction.of(models.classifier(), clip, models.manager());
        if (before.label().equals(target)) {
            throw new UserError("the classifier already calls this clip '" + target + "'. Choose another target.");
        }
        long start = clock.millis();
        progress.step("encode");
        try (NDManager scope = models.manager().newSubManager();
                CounterfactualSearch search = new CounterfactualSearch(
                        models.generator(), models.classifier(), Prediction.toArray(clip, scope), index, settings)) {
            List<UpdateReport> updates = new ArrayList<>();
            SearchState state = search.start(Latent.noise(search.latentShape(), seed));
            Optional<Verdict.Reason> failure = Optional.empty();
            try {
                while (!search.isDone(state)) {
                    state = search.next(state);
                    UpdateReport report = state.last().orElseThrow();
                    updates.add(report);
                    progress.update(report, updates.size(), settings.maximumUpdates());
                }
            } catch (NonFiniteException e) {
                failure = Optional.of(new Verdict.NonFinite(e.stage(), e.iteration()));
            }
            double seconds = Duration.ofMillis(clock.millis() - start).toMillis() / 1000.0;
            progress.step("render");
            NDArray rendered = search.render(state, scope);
            return judge(clip, target, before, rendered, folder, updates, failure, seconds);
        }
    }

    private Explanation judge(
            Clip original,
            String target,
            Prediction before,
            NDArray rendered,
            Path folder,
            List<UpdateReport> updates,
            Optional<Verdict.Reason> failure,
            double seconds) {
        Shape shape = rendered.getShape();
        Clip counterfactual = Clip.fromSigned(
                rendered.toFloatArray(),
                (int) shape.get(2),
                (int) shape.get(3),
                (int) shape.get(4),
                original.framesPerSecond());
        Path evidence = folder.resolve(EVIDENCE);
        Path shareable = folder.resolve(SHAREABLE);
        ClipWriter.writeEvidence(counterfactual, evidence);
        ClipWriter.writeShareable(counterfactual, shareable, ClipWriter.magnification(counterfactual));
        Clip written = ClipReader.read(evidence, ClipLimits.DEFAULT);
        Prediction after = Prediction.of(models.classifier(), written, models.manager());
        Prediction shared = Prediction.of(
                models.classifier(), models.preprocess().read(shareable, ClipLimits.DEFAULT), models.manager());
        double tensor = Prediction.of(models.classifier(), rendered).probability(target);
        Verdict verdict = verdict(target, after, failure, tensor);
        return new Explanation(
                original,
                written,
                before,
                after,
                shared,
                verdict,
                updates,
                Ssim.clips(original.frames().select(0), written.frames().select(0)),
                Ssim.clips(original.frames(), written.frames()),
                seconds);
    }

    private static Verdict verdict(
            String target, Prediction after, Optional<Verdict.Reason> failure, double tensorProbability) {
        if (after.label().equals(target)) {
            return new Verdict.Flipped();
        }
        return new Verdict.NotFlipped(
                failure.orElseGet(() -> tensorProbability > after.probability(target) && tensorProbability > 0.5
                        ? new Verdict.LostInWriting(tensorProbability)
                        : new Verdict.TargetNotReached(after.probability(target))));
    }

    private int targetIndex(String target) {
        int index = models.classifier().classes().indexOf(target);
        if (index < 0) {
            throw new UserError("the classifier has no class '" + target + "'. Its classes are "
                    + String.join(", ", models.classifier().classes()) + ".");
        }
        return index;
    }
}
