package io.flipside.client;

import io.flipside.client.model.Problem;
import java.time.Duration;
import java.util.Optional;

/** The service does not answer a call, and says why. The message is the problem's detail. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String URN = "urn:flipside:problem:";

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.getDetail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** What the service says; of an answer that is no problem, {@code about:blank} with its status. */
    public Problem problem() {
        return problem;
    }

    /** The kind of problem in a word, such as {@code audit-not-found}; docs/errors.md has every one. */
    public String kind() {
        String type = String.valueOf(problem.getType());
        return type.startsWith(URN) ? type.substring(URN.length()) : type;
    }

    /** Of the answer. */
    public int status() {
        return problem.getStatus();
    }

    /** After which time the service wants to be asked again, if it says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
