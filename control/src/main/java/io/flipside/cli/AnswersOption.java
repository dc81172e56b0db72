package io.flipside.cli;

import io.flipside.UserError;
import io.flipside.desk.Question;
import picocli.CommandLine.Option;

/** How many answers there shall be to one question. */
public final class AnswersOption {
    @Option(
            names = "--answers",
            defaultValue = "1",
            paramLabel = "K",
            description = "Search with K seeds, that of --seed and those behind it, 1 to " + Question.MOST_ANSWERS
                    + "; the nearest valid answer comes first. Default: ${DEFAULT-VALUE}.")
    private int answers = 1;

    /**
     * How many.
     *
     * @throws UserError if there cannot be so many
     */
    public int count() {
        if (answers < 1 || answers > Question.MOST_ANSWERS) {
            throw new UserError("--answers is " + answers + "; it must be 1 to " + Question.MOST_ANSWERS
                    + ". 'flipside campaign submit' takes more.");
        }
        return answers;
    }

    /** Whether there is more than one. */
    public boolean areSeveral() {
        return count() > 1;
    }
}
