package io.flipside.explain;

import io.flipside.clip.Clip;
import io.flipside.search.UpdateReport;
import java.util.List;

/**
 * The result of one search, before it is written down.
 *
 * @param original the clip as the generator sees it
 * @param counterfactual the clip as read again from the lossless file
 * @param before the classifier on the original
 * @param after the classifier on the lossless file: the verdict
 * @param shareable the classifier on the lossy file
 * @param verdict what came out
 * @param updates every update of the search
 * @param firstFrameSsim of the first frames, 1 if equal
 * @param ssim mean over frames
 * @param searchSeconds time the search took
 */
public record Explanation(
        Clip original,
        Clip counterfactual,
        Prediction before,
        Prediction after,
        Prediction shareable,
        Verdict verdict,
        List<UpdateReport> updates,
        double firstFrameSsim,
        double ssim,
        double searchSeconds) {
    public Explanation {
        updates = List.copyOf(updates);
    }
}
