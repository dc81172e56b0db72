package io.flipside.http;

import io.flipside.problem.Problem;
import io.flipside.problem.ProblemKind;
import java.util.Map;

/**
 * Why a request goes no further.
 *
 * @param kind of problem, which says the status of the answer
 * @param detail what is wrong and what would be right
 * @param headers of the answer, beside those that every answer has
 */
record Refusal(ProblemKind kind, String detail, Map<String, String> headers) {
    Refusal(ProblemKind kind, String detail) {
        this(kind, detail, Map.of());
    }

    /** Of the answer. */
    int status() {
        return kind.status();
    }

    /** The body of the answer. */
    String json() {
        return new Problem(kind, detail).json();
    }
}
