package io.flipside.explain;

import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.VerdictPart;
import io.flipside.audit.step.VerdictPart.State;
import io.flipside.semantics.FlipModel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a flip is semantic or adversarial, by what was fitted for the generator that drew it. */
final class SemanticPart {
    /** The probability, among the figures of this part. */
    static final String PROBABILITY = "probability";

    private final Optional<FlipModel> model;

    SemanticPart(Optional<FlipModel> model) {
        this.model = model;
    }

    VerdictPart of(Map<String, Double> margins, Map<String, Measurement> metrics) {
        if (model.isEmpty()) {
            return unknown("Nobody has fitted, for this generator, what tells semantic flips from adversarial ones.");
        }
        Map<String, Double> figures = new LinkedHashMap<>(margins);
        Measurement.figures(metrics).forEach((name, figure) -> figures.put(name, figure.value()));
        FlipModel fitted = model.get();
        OptionalDouble probability = fitted.probability(figures);
        if (probability.isEmpty()) {
            return unknown("Not known: the figures " + String.join(", ", fitted.missing(figures)) + " are missing.");
        }
        double p = probability.getAsDouble();
        Map<String, Double> looked = new LinkedHashMap<>();
        looked.put(PROBABILITY, p);
        fitted.terms().keySet().forEach(name -> looked.put(name, FlipModel.value(name, figures)));
        return new VerdictPart(
                switch (fitted.judgement(p)) {
                    case SEMANTIC -> State.HOLDS;
                    case UNDECIDED -> State.UNDECIDED;
                    case ADVERSARIAL -> State.BROKEN;
                },
                sentence(fitted, p),
                looked,
                Map.of(PROBABILITY, fitted.semanticFrom()));
    }

    private static String sentence(FlipModel model, double p) {
        return String.format(
                Locale.ROOT,
                switch (model.judgement(p)) {
                    case SEMANTIC -> "What changed looks like what the target class means (probability %.3f).";
                    case UNDECIDED ->
                        "Whether what changed is what the target class means is undecided (probability"
                                + " %.3f). Compare the clips.";
                    case ADVERSARIAL ->
                        "The flip looks adversarial (probability %.3f that it is semantic): it hangs on"
                                + " what copies lose. Do not take it for an explanation.";
                },
                p);
    }

    private static VerdictPart unknown(String sentence) {
        return new VerdictPart(State.UNKNOWN, sentence, Map.of(), Map.of());
    }
}
