package io.flipside.answers;

import io.flipside.campaign.record.Answers;
import io.flipside.frames.RgbFrames;
import io.flipside.metric.set.SetMetrics;
import io.flipside.metric.set.SetResult;
import java.util.List;
import java.util.Optional;

/**
 * Answers to one question, and how far the valid ones lie apart.
 *
 * @param answers in their order
 * @param diversity of the written clips of the valid ones, or why there is none
 */
public record SeveralAnswers(Answers answers, SetResult diversity) {
    /** What the diversity is called. */
    public static final String DIVERSITY = "pixelDiversity";

    /** In which direction it goes. */
    public static final String DIRECTION = "higher-is-more-diverse";

    /** Clips that are compared at most, the nearest: every pair of them is. */
    private static final int MOST_CLIPS = 16;

    /** Reads the clips of the valid answers; those that cannot be read are left out. */
    public static SeveralAnswers of(Answers answers, StoredClips clips) {
        List<RgbFrames> written = answers.valid().stream()
                .limit(MOST_CLIPS)
                .map(line -> clips.written(line.auditId()))
                .flatMap(Optional::stream)
                .toList();
        return new SeveralAnswers(answers, SetMetrics.pixelDiversity(written));
    }
}
