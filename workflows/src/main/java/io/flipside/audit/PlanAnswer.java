package io.flipside.audit;

import java.util.Optional;

/**
 * What a worker says of what an audit would take.
 *
 * @param plan as JSON, the same as {@code flipside plan --json} prints
 * @param refusal why there is no plan
 */
public record PlanAnswer(Optional<String> plan, Optional<Reason> refusal) {
    /** A plan. */
    public static PlanAnswer of(String json) {
        return new PlanAnswer(Optional.of(json), Optional.empty());
    }

    /** None. */
    public static PlanAnswer refused(Reason reason) {
        return new PlanAnswer(Optional.empty(), Optional.of(reason));
    }
}
