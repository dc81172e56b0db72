package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Validity;
import io.flipside.clip.Clip;
import io.flipside.method.UpdateReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one search, before it is written down.
 *
 * @param original the clip as the generator sees it
 * @param counterfactual the clip as read again from the lossless file
 * @param before the classifier on the original
 * @param after the classifier on the lossless file: the verdict
 * @param shareable the classifier on the lossy file
 * @param notFlipped why there is no counterfactual; empty if there is one
 * @param notValid why nobody can vouch for the one there is
 * @param validity the parts of the verdict
 * @param stages of the search, first to last
 * @param metrics what every metric says, by the metric's name, in the order to show
 * @param domain whether the generator knows the original, if that was measured
 */
public record Explanation(
        Clip original,
        Clip counterfactual,
        Prediction before,
        Prediction after,
        Prediction shareable,
        Optional<Reason> notFlipped,
        Optional<Reason> notValid,
        Validity validity,
        List<SearchedStage> stages,
        Map<String, Measurement> metrics,
        Optional<DomainFacts> domain) {
    public Explanation {
        stages = List.copyOf(stages);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Every update of the search, first to last. */
    public List<UpdateReport> updates() {
        return stages.stream().flatMap(stage -> stage.updates().stream()).toList();
    }

    /** Time the search took. */
    public double searchSeconds() {
        double seconds = 0;
        for (SearchedStage stage : stages) {
            seconds += stage.seconds();
        }
        return seconds;
    }

    /** Whether the written clip is a counterfactual, and one that can be vouched for. */
    public boolean flipped() {
        return shortcoming().isEmpty();
    }

    /** In a word. */
    public Verdict verdict() {
        if (notFlipped.isPresent()) {
            return Verdict.NOT_FLIPPED;
        }
        return notValid.isPresent() ? Verdict.NOT_VALID : Verdict.FLIPPED;
    }

    /** Why it is not. */
    public Optional<Reason> shortcoming() {
        return notFlipped.or(() -> notValid);
    }

    /** That there is no counterfactual, and what the classifier says of the written clip. */
    public String withoutCounterfactual() {
        if (notFlipped.isEmpty()) {
            return "No valid counterfactual: the classifier says '" + after.label()
                    + "', but nobody can vouch for the clip.";
        }
        return notFlipped
                        .filter(reason -> reason.code().equals(Reasons.NOT_ANCHORED))
                        .isPresent()
                ? "No counterfactual: the classifier says '" + after.label() + "', but of a clip that begins otherwise."
                : "No counterfactual: the classifier still says '" + after.label() + "'.";
    }

    /** What to say beside the verdict: that the generator does not know the original, and the audit went on anyway. */
    public Optional<String> caution() {
        return domain.flatMap(DomainCheck::caution);
    }
}
