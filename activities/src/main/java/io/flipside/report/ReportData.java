package io.flipside.report;

import io.flipside.frames.RgbFrames;
import io.flipside.search.UpdateReport;
import java.util.List;
import java.util.Map;

/**
 * What the page shows. Every text is untrusted and escaped.
 *
 * @param title of the page
 * @param flipped whether there is a counterfactual
 * @param verdict one sentence
 * @param lead what follows it: the reason and the next step, or how near the clip stayed
 * @param before the original's class
 * @param after the counterfactual's class
 * @param original frames
 * @param counterfactual frames, as many and of the same size
 * @param framesPerSecond rate of both
 * @param classes probabilities by class
 * @param updates of the search, in order
 * @param settings by name
 * @param provenance fingerprints by file
 */
public record ReportData(
        String title,
        boolean flipped,
        String verdict,
        String lead,
        String before,
        String after,
        RgbFrames original,
        RgbFrames counterfactual,
        double framesPerSecond,
        List<ClassRow> classes,
        List<UpdateReport> updates,
        Map<String, String> settings,
        Map<String, String> provenance) {

    public ReportData {
        classes = List.copyOf(classes);
        updates = List.copyOf(updates);
    }

    /**
     * One class.
     *
     * @param name of the class
     * @param before probability of the original
     * @param after probability of the lossless counterfactual
     * @param shareable probability of the lossy copy
     */
    public record ClassRow(String name, double before, double after, double shareable) {}
}
