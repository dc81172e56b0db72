package io.flipside.page;

import io.flipside.api.ChoiceTally;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of one audit.
 *
 * @param id of the audit
 * @param clip what it is asked about, in words
 * @param question in a sentence
 * @param open whether it may still change
 * @param steerable whether whoever looks may steer it
 * @param paused whether somebody holds it
 * @param rail where it stands, while it is open
 * @param result what it came to; null while it is open
 * @param grid its clips' frames; null if there are none
 * @param stages that it can be run again from
 * @param facts about it, name and value
 * @param choices what people chose; null if there was nothing to choose
 * @param original class of the original, in words
 * @param prediction class of the written clip, in words
 * @param record whether it is sealed
 */
record AuditPageModel(
        String id,
        String clip,
        String question,
        boolean open,
        boolean steerable,
        boolean paused,
        Rail rail,
        @Nullable ResultPart result,
        @Nullable ClipGrid grid,
        List<Stage> stages,
        List<Fact> facts,
        @Nullable ChoiceTally choices,
        String original,
        String prediction,
        boolean record) {
    /** A stage to run again from. */
    record Stage(int id, String label) {}

    /** Something about the audit. */
    record Fact(String name, String value) {}

    /** Whether its report can be shown where its frames cannot. */
    public boolean hasReport() {
        return Optional.ofNullable(result)
                .filter(part -> part.files().contains("report.html"))
                .isPresent();
    }
}
