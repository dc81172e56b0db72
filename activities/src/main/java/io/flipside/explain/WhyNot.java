package io.flipside.explain;

import io.flipside.audit.Reason;
import io.flipside.method.UpdateReport;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why a search that went wrong nowhere did not reach the target class, by how its figures went. */
final class WhyNot {
    /** Below this the classifier tells a search nothing, in nats over the norm of the clip. */
    private static final double GRADIENT_FLOOR = 1e-9;

    /** A loss that changes less than this share of itself over the last updates stands still. */
    private static final double FLAT = 0.01;

    /** Updates at the end of a search by which it is judged. */
    private static final int LAST = 20;

    private static final int QUARTERS = 4;
    private static final String CROSS_ENTROPY = "crossEntropy";

    private WhyNot() {}

    /**
     * The reason.
     *
     * @param probability of the target class in the written file
     * @param stages of the search
     * @param gradientNorm of the classifier's cross-entropy with respect to the written clip; asked for once at most
     */
    static Reason reached(double probability, List<SearchedStage> stages, DoubleSupplier gradientNorm) {
        if (!(gradientNorm.getAsDouble() > GRADIENT_FLOOR)) {
            return Reasons.maskedGradient(probability);
        }
        List<UpdateReport> updates = stages.stream()
                .flatMap(stage -> stage.updates().stream())
                .filter(update -> update.terms().containsKey(UpdateReport.TARGET_PROBABILITY))
                .filter(update -> update.targetProbability() > 0)
                .toList();
        List<UpdateReport> last = ofLastStage(updates);
        if (last.size() < LAST || !isFlat(last)) {
            return Reasons.targetNotReached(probability);
        }
        return styleShare(last) > 0.5
                ? Reasons.styleFloor(probability, styleShare(last))
                : Reasons.plateau(probability, curve(updates));
    }

    // losses of different stages are not of one function
    private static List<UpdateReport> ofLastStage(List<UpdateReport> updates) {
        if (updates.isEmpty()) {
            return updates;
        }
        int stage = updates.get(updates.size() - 1).stage();
        List<UpdateReport> own =
                updates.stream().filter(update -> update.stage() == stage).toList();
        return own.subList(Math.max(0, own.size() - LAST), own.size());
    }

    private static boolean isFlat(List<UpdateReport> last) {
        double before = mean(last.subList(0, LAST / 2), UpdateReport::loss);
        double after = mean(last.subList(LAST / 2, LAST), UpdateReport::loss);
        return before - after <= FLAT * Math.abs(before);
    }

    /** How much of the loss is not the classifier's; 0 for a method that does not say. */
    private static double styleShare(List<UpdateReport> last) {
        double loss = mean(last, UpdateReport::loss);
        double crossEntropy = mean(last, update -> update.term(CROSS_ENTROPY).orElse(update.loss()));
        return loss > 0 ? (loss - crossEntropy) / loss : 0;
    }

    private static double mean(List<UpdateReport> updates, ToDoubleFunction<UpdateReport> of) {
        return updates.stream().mapToDouble(of).average().orElseThrow();
    }

    /** The target probability after each quarter of the search. */
    private static String curve(List<UpdateReport> updates) {
        return IntStream.rangeClosed(1, QUARTERS)
                .map(quarter -> Math.max(0, quarter * updates.size() / QUARTERS - 1))
                .mapToObj(i -> String.format(Locale.ROOT, "%.3f", updates.get(i).targetProbability()))
                .collect(Collectors.joining(", "));
    }
}
