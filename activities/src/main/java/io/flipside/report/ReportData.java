package io.flipside.report;

import io.flipside.frames.RgbFrames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * @param updates of the search, in order; may be empty
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
        List<UpdateRow> updates,
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
        updates = List.copyOf(updates);
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
     * One update of the search; numbers may be non-finite, which is what the page then says.
     *
     * @param stage 0 for inversion, else the number of denoising steps n
     * @param iteration 1-based inside the stage
     * @param loss what was minimised
     * @param crossEntropy in nats; not meaningful during inversion
     * @param style the style loss before its weight; not meaningful during inversion
     * @param targetProbability 0..1; not meaningful during inversion
     */
    public record UpdateRow(
            int stage, int iteration, double loss, double crossEntropy, double style, double targetProbability) {}
}
