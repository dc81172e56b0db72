package io.flipside.explain;

import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.audit.step.VerdictPart.State;
import io.flipside.clip.Clip;
import io.flipside.stability.StabilityBattery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measures the parts of a verdict, each by itself. */
final class VerdictParts {
    /** Least mean margin at which a verdict counts as stable: the classifier says the target more than anything else. */
    private static final double LEAST_MARGIN = 0;

    private static final VerdictPart NO_FLIP = new VerdictPart(
            State.UNKNOWN,
            "Not measured: the classifier does not call the written clip the target class.",
            Map.of(),
            Map.of());

    private final Models models;
    private final Candidate candidate;

    VerdictParts(Models models, Candidate candidate) {
        this.models = models;
        this.candidate = candidate;
    }

    Validity measure(Clip written, Prediction after, Anchor anchor, Map<String, Measurement> metrics) {
        boolean flipped = after.label().equals(candidate.target());
        Map<String, Double> margins = flipped ? margins(written) : Map.of();
        List<Opinion> opinions = flipped ? new Opinions(models).ask(candidate.original(), written) : List.of();
        return new Validity(
                flipped(after, flipped),
                anchor.part(models.limits(), figures(metrics, "firstFrameLpips")),
                domain(),
                near(metrics),
                flipped ? stable(margins) : NO_FLIP,
                flipped ? new SemanticPart(models.flips()).of(margins, metrics) : NO_FLIP,
                Opinions.kind(opinions, candidate.target()),
                opinions);
    }

    private VerdictPart flipped(Prediction after, boolean flipped) {
        return new VerdictPart(
                flipped ? State.HOLDS : State.BROKEN,
                format(
                        "The classifier calls the written file '%s' (%.3f).",
                        after.label(), after.probability(after.label())),
                Map.of("targetProbability", after.probability(candidate.target())),
                Map.of());
    }

    private VerdictPart domain() {
        return candidate
                .domain()
                .map(facts -> new VerdictPart(state(facts), facts.sentence(), facts.figures(), facts.limits()))
                .orElseGet(() -> new VerdictPart(
                        State.UNKNOWN,
                        "It was not measured whether the generator knows the clip.",
                        Map.of(),
                        Map.of()));
    }

    private static State state(DomainFacts facts) {
        return switch (facts.state()) {
            case DomainFacts.WITHIN -> State.HOLDS;
            case DomainFacts.OUTSIDE -> State.BROKEN;
            default -> State.UNKNOWN;
        };
    }

    private static VerdictPart near(Map<String, Measurement> metrics) {
        return new VerdictPart(
                State.MEASURED,
                "How near a counterfactual can be depends on the classes: compare with other methods on the same clip.",
                figures(metrics, "ssim", "lpips"),
                Map.of());
    }

    private Map<String, Double> margins(Clip written) {
        return StabilityBattery.measure(
                written,
                clip -> Prediction.of(models.classifier(), clip, models.manager())
                        .margin(candidate.target()),
                models.generator(),
                models.manager());
    }

    private static VerdictPart stable(Map<String, Double> margins) {
        double mean = Optional.ofNullable(margins.get(StabilityBattery.MEAN)).orElseThrow();
        boolean holds = mean >= LEAST_MARGIN;
        return new VerdictPart(
                holds ? State.HOLDS : State.BROKEN,
                holds
                        ? "Copies that show the same are called the target class as well."
                        : format(
                                "Copies that show the same are called otherwise: mean margin %.3f. The flip may hang on"
                                        + " pixels that nobody sees. Compare the clips before you believe it.",
                                mean),
                margins,
                Map.of(StabilityBattery.MEAN, LEAST_MARGIN));
    }

    private static Map<String, Double> figures(Map<String, Measurement> metrics, String... names) {
        Map<String, Figure> all = Measurement.figures(metrics);
        Map<String, Double> chosen = new LinkedHashMap<>();
        for (String name : names) {
            Optional.ofNullable(all.get(name)).ifPresent(figure -> chosen.put(name, figure.value()));
        }
        return chosen;
    }

    private static String format(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
