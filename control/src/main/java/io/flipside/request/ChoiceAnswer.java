package io.flipside.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.InvalidRequest;
import java.util.Optional;

/**
 * The answer to a question of which clip is which.
 *
 * @param question its name, as it was given
 * @param choice {@code a} or {@code b}
 * @param who answers, as they call themselves
 */
public record ChoiceAnswer(String question, String choice, Optional<String> who) {
    private static final String QUESTION = "[0-9a-f]{32}";

    /** @throws InvalidRequest naming the field and what would be right */
    public static ChoiceAnswer read(byte[] json) {
        ObjectNode tree = StrictJson.object("answer", json);
        StrictJson.complete(tree, ChoiceAnswer.class);
        ChoiceAnswer answer = StrictJson.read("", tree, ChoiceAnswer.class);
        if (!answer.question().matches(QUESTION)) {
            throw new InvalidRequest("question", "is no question of this service. Give it as it was named.");
        }
        return answer;
    }
}
