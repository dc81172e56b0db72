package io.flipside.metric.set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.flipside.frames.RgbFrames;
import io.flipside.tensor.Autograd;
import java.util.List;
import java.util.Optional;

/** {@link Frechet} of what a network says of two sets of clips. */
final class FrechetOfFeatures {
    /** Below it the covariance of 400 logits has no full rank. */
    static final int FEW_CLIPS = 400;

    private static final String UNIT = "squared distance";

    private FrechetOfFeatures() {}

    /** Rows of features of one clip, in a scope of its own that is closed afterwards. */
    @FunctionalInterface
    interface Features {
        NDArray of(RgbFrames clip, NDManager scope);
    }

    static SetResult.Figure of(ClipSets clips, NDManager manager, Features features) {
        try (NDManager scope = manager.newSubManager()) {
            double distance = Frechet.distance(
                    all(clips.originals(), scope, features), all(clips.counterfactuals(), scope, features));
            return new SetResult.Figure(distance, UNIT, clips.count(), note(clips.count()));
        }
    }

    private static NDArray all(List<RgbFrames> clips, NDManager scope, Features features) {
        NDList rows = new NDList();
        for (RgbFrames clip : clips) {
            try (NDManager own = scope.newSubManager()) {
                NDArray some = Autograd.unrecorded(() -> features.of(clip, own));
                some.attach(scope);
                rows.add(some);
            }
        }
        try (rows) {
            return NDArrays.concat(rows);
        }
    }

    private static Optional<String> note(int clips) {
        return clips >= FEW_CLIPS
                ? Optional.empty()
                : Optional.of(
                        "From %d clips: below %d this distance depends on how many there are; compare it only with"
                                        .formatted(clips, FEW_CLIPS)
                                + " one of as many.");
    }
}
