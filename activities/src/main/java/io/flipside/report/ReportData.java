package io.flipside.report;

import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Validity;
import io.flipside.frames.RgbFrames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the page shows. Every text is untrusted and escaped by the page; an empty reason or next step is left out.
 *
 * @param title of the page
 * @param flipped whether there is a counterfactual
 * @param verdict one sentence in plain words
 * @param reason what backs the verdict, or why there is no counterfactual
 * @param nextStep what to do or to ask next
 * @param originalClass the classifier on the original
 * @param targetClass the class that was asked for
 * @param finalClass the classifier on the written lossless file
 * @param original frames [T, H, W, 3]
 * @param counterfactual frames [T, H, W, 3], as many and of the same size
 * @param framesPerSecond rate of both, above 0
 * @param classes probabilities by class, in the order to show
 * @param validity the parts of the verdict
 * @param metrics what every metric says, by the metric's name, in the order to show
 * @param stages of the search, in order; may be empty
 * @param settings by name, in the order to show: settings, seeds, timings
 * @param provenance by name, in the order to show: fingerprints of models and inputs
 */
public record ReportData(
        String title,
        boolean flipped,
        String verdict,
        String reason,
        String nextStep,
        String originalClass,
        String targetClass,
        String finalClass,
        RgbFrames original,
        RgbFrames counterfactual,
        double framesPerSecond,
        List<ClassRow> classes,
        Validity validity,
        Map<String, Measurement> metrics,
        List<StageRows> stages,
        Map<String, String> settings,
        Map<String, String> provenance) {

    /**
     * Checks what would otherwise fail only in a reader's browser.
     *
     * @throws IllegalArgumentException if the clips differ in size or length, or the rate is not a number above 0
     */
    public ReportData {
        if (original.count() != counterfactual.count()
                || original.width() != counterfactual.width()
                || original.height() != counterfactual.height()) {
            throw new IllegalArgumentException(
                    "The two clips must have one size and length: " + original + " and " + counterfactual);
        }
        if (!(framesPerSecond > 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("No clip plays at " + framesPerSecond + " frames per second");
        }
        classes = List.copyOf(classes);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        stages = List.copyOf(stages);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /**
     * One class.
     *
     * @param name of the class
     * @param before probability of the original
     * @param after probability of the written lossless file
     * @param shareable probability of the compressed copy
     */
    public record ClassRow(String name, double before, double after, double shareable) {}

    /**
     * One stage of the search.
     *
     * @param label for people
     * @param updates first to last; may be empty
     */
    public record StageRows(String label, List<UpdateRow> updates) {
        public StageRows {
            updates = List.copyOf(updates);
        }
    }

    /**
     * One update of the search.
     *
     * @param iteration 1-based inside the stage
     * @param terms what it measured, by name, in the order to show. Numbers may be non-finite, which is what the page
     *     then says
     */
    public record UpdateRow(int iteration, Map<String, Double> terms) {
        public UpdateRow {
            terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        }

        /** A term; not a number if the update did not measure it. */
        double term(String name) {
            return terms.getOrDefault(name, Double.NaN);
        }
    }

    /** The names of the terms that any update measured, in the order to show. */
    List<String> terms() {
        Set<String> names = new LinkedHashSet<>();
        stages.forEach(stage ->
                stage.updates().forEach(update -> names.addAll(update.terms().keySet())));
        return List.copyOf(names);
    }

    /** Updates of all stages. */
    int updates() {
        return stages.stream().mapToInt(stage -> stage.updates().size()).sum();
    }
}
