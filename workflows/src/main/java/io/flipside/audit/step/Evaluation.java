package io.flipside.audit.step;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict, taken by the classifier from the written lossless file.
 *
 * @param prediction most probable class of the written file
 * @param confidence its probability
 * @param targetProbability of the target class
 * @param shareablePrediction most probable class of the lossy file
 * @param firstFrameSsim 1 if the first frames are equal
 * @param ssim mean over frames
 * @param evidenceSha256 of the lossless file
 * @param notFlipped why the written file is not called the target class
 * @param files the result by file name: both clips twice, pictures, page
 */
public record Evaluation(
        String prediction,
        double confidence,
        double targetProbability,
        String shareablePrediction,
        double firstFrameSsim,
        double ssim,
        String evidenceSha256,
        Optional<Reason> notFlipped,
        Map<String, ArtifactRef> files) {
    public Evaluation {
        files = Map.copyOf(files);
    }
}
