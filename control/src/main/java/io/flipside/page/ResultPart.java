package io.flipside.page;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Reason;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.record.VerdictWords;
import io.flipside.text.ShownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit came to, with its evidence.
 *
 * @param found whether there is a counterfactual that can be believed
 * @param badge in two words
 * @param sentence of the verdict
 * @param reason behind it, or why there is none; may be empty
 * @param parts of the verdict; empty if they were not measured
 * @param kind whose opinion the flip is; empty if nobody was asked
 * @param opinions of other classifiers, a sentence each
 * @param metrics with figures
 * @param missing metrics without, a sentence each
 * @param files of the result
 */
record ResultPart(
        boolean found,
        String badge,
        String sentence,
        String reason,
        List<Part> parts,
        String kind,
        List<String> opinions,
        List<Metric> metrics,
        List<String> missing,
        List<String> files) {
    /** A part of the verdict. */
    record Part(String name, String state, String answer, String sentence, List<String> figures) {}

    /** A figure. */
    record Metric(String name, String value, String unit, String nearer) {}

    /** @param original class that the original is called, if it is known */
    static ResultPart of(AuditOutcome outcome, Optional<String> original, String target) {
        Optional<Evaluation> judged = outcome.judged();
        Optional<Validity> validity = judged.flatMap(Evaluation::validity);
        List<Opinion> opinions = validity.map(Validity::opinions).orElse(List.of());
        Map<String, Measurement> metrics = judged.map(Evaluation::metrics).orElse(Map.of());
        return new ResultPart(
                outcome instanceof AuditOutcome.Flipped,
                badge(outcome),
                sentence(outcome, original, target),
                reason(outcome).map(ShownText::of).orElse(""),
                validity.map(ResultPart::parts).orElse(List.of()),
                opinions.isEmpty()
                        ? ""
                        : validity.map(Validity::kind).map(VerdictWords::kind).orElse(""),
                opinions.stream().map(VerdictWords::said).map(ShownText::of).toList(),
                metrics(metrics),
                missing(metrics),
                judged.map(Evaluation::files).map(Map::keySet).stream()
                        .flatMap(names -> names.stream().sorted())
                        .toList());
    }

    private static String badge(AuditOutcome outcome) {
        return switch (outcome.verdict()) {
            case FLIPPED -> "Counterfactual found";
            case NOT_FLIPPED -> "No counterfactual";
            case NOT_VALID -> "Not to be relied on";
            case REFUSED -> "Refused";
            case CANCELLED -> "Cancelled";
            case SET_ASIDE -> "Set aside";
            case FAILED -> "Failed";
        };
    }

    private static String sentence(AuditOutcome outcome, Optional<String> original, String target) {
        String before = original.map(name -> "'" + ShownText.of(name) + "'").orElse("what it was");
        return switch (outcome.verdict()) {
            case FLIPPED ->
                "In the clip that was found, the classifier says '" + ShownText.of(target) + "' instead of " + before
                        + ".";
            case NOT_FLIPPED -> "No clip was found that the classifier calls '" + ShownText.of(target) + "'.";
            case NOT_VALID ->
                "A clip was found that the classifier calls '" + ShownText.of(target)
                        + "', and nobody can vouch for it.";
            case REFUSED -> "The request cannot be audited.";
            case CANCELLED -> "Somebody ended the audit.";
            case SET_ASIDE -> "Worker after worker died over this audit.";
            case FAILED -> "This program is at fault.";
        };
    }

    private static Optional<String> reason(AuditOutcome outcome) {
        if (outcome instanceof AuditOutcome.NotFlipped not) {
            return Optional.of(not.reason()).map(Reason::sentence);
        } else if (outcome instanceof AuditOutcome.NotValid doubtful) {
            return Optional.of(doubtful.reason()).map(Reason::sentence);
        } else if (outcome instanceof AuditOutcome.Refused refused) {
            return Optional.of(refused.reason()).map(Reason::sentence);
        } else if (outcome instanceof AuditOutcome.SetAside aside) {
            return Optional.of(aside.reason()).map(Reason::sentence);
        } else if (outcome instanceof AuditOutcome.Failed failed) {
            return Optional.of(failed.reason()).map(Reason::sentence);
        } else if (outcome instanceof AuditOutcome.Cancelled cancelled) {
            return Optional.of(cancelled.reason()).filter(said -> !said.isBlank());
        }
        return Optional.empty();
    }

    private static List<Part> parts(Validity validity) {
        List<Part> parts = new ArrayList<>();
        validity.byName()
                .forEach((name, part) -> parts.add(new Part(
                        VerdictWords.head(name),
                        part.state().name().toLowerCase(Locale.ROOT),
                        VerdictWords.answer(part.state()),
                        ShownText.of(part.sentence()),
                        figures(part))));
        return parts;
    }

    private static List<String> figures(VerdictPart part) {
        List<String> figures = new ArrayList<>();
        part.figures().forEach((name, value) -> {
            Double limit = part.limits().get(name);
            figures.add(String.format(Locale.ROOT, "%s %.4f", ShownText.of(name), value)
                    + (limit == null ? "" : String.format(Locale.ROOT, " (limit %.4f)", limit)));
        });
        return figures;
    }

    private static List<Metric> metrics(Map<String, Measurement> metrics) {
        List<Metric> rows = new ArrayList<>();
        Measurement.figures(metrics)
                .forEach((name, figure) -> rows.add(new Metric(
                        ShownText.of(name),
                        String.format(Locale.ROOT, "%.4f", figure.value()),
                        ShownText.of(figure.unit()),
                        figure.direction() == Figure.Direction.HIGHER_IS_NEARER ? "higher" : "lower")));
        return rows;
    }

    private static List<String> missing(Map<String, Measurement> metrics) {
        List<String> missing = new ArrayList<>();
        Measurement.unavailable(metrics)
                .forEach((name, none) -> missing.add(
                        ShownText.of(name + " was not measured. " + none.reason() + " " + none.howToGetIt())));
        return missing;
    }
}
