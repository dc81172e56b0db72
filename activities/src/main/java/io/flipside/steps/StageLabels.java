package io.flipside.steps;

import io.flipside.method.Stage;
import java.util.List;

/** What people call the stages of a search. */
final class StageLabels {
    private StageLabels() {}

    /**
     * The label of a stage.
     *
     * @param stages of the search; one that stopped early may have made others
     */
    static String of(List<Stage> stages, int id) {
        return stages.stream()
                .filter(stage -> stage.id() == id)
                .map(Stage::label)
                .findFirst()
                .orElse("stage " + id);
    }
}
