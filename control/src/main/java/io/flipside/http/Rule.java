package io.flipside.http;

import java.util.Optional;

/** One thing that every request must keep. */
@FunctionalInterface
interface Rule {
    /** Empty if the request keeps it. */
    Optional<Refusal> check(Head head);

    static Optional<Refusal> refuse(boolean when, int status, String error) {
        return when ? Optional.of(new Refusal(status, error)) : Optional.empty();
    }
}
