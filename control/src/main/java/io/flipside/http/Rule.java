package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.util.Optional;

/** One thing that every request must keep. */
@FunctionalInterface
interface Rule {
    /** Empty if the request keeps it. */
    Optional<Refusal> check(Head head);

    static Optional<Refusal> refuse(boolean when, ProblemKind kind, String detail) {
        return when ? Optional.of(new Refusal(kind, detail)) : Optional.empty();
    }
}
