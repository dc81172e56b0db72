package io.flipside.desk;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Check;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What one request asks: an audit, or several answers to the same question, an audit each with a seed of its own.
 *
 * @param request of the first answer
 * @param answers how many, 1 to {@link #MOST_ANSWERS}
 */
public record Question(AuditRequest request, int answers) {
    /** Answers of one request at most; a campaign takes more. */
    public static final int MOST_ANSWERS = 16;

    /** @throws io.flipside.audit.InvalidRequest naming the field and what would be right */
    public Question {
        Check.holds(
                answers >= 1 && answers <= MOST_ANSWERS,
                "answers",
                answers,
                "1 to " + MOST_ANSWERS + ". Start a campaign for more");
        Check.holds(
                answers == 1 || request.parent().isEmpty(),
                "answers",
                answers,
                "1 where a parent is named: an audit is run again with its own seed");
        Check.holds(
                request.seed() <= Long.MAX_VALUE - (answers - 1),
                "seed",
                request.seed(),
                "at most " + (Long.MAX_VALUE - (answers - 1)) + ", for the answers take the seeds behind it");
    }

    /** The audits: the seed that was asked for, and those behind it. */
    public List<AuditRequest> seeded() {
        return LongStream.range(0, answers)
                .mapToObj(more -> request.withSeed(request.seed() + more))
                .toList();
    }
}
