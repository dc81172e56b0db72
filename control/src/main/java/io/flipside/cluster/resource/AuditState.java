package io.flipside.cluster.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an audit stands, as its object in the cluster says it.
 *
 * @param observedGeneration of the object that this was said of
 * @param auditId by which every door knows it
 * @param progress where it is, while it runs
 * @param result what it came to
 * @param conditions Accepted, Running, Complete
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditState(
        long observedGeneration,
        Optional<String> auditId,
        Optional<Progress> progress,
        Optional<Result> result,
        List<Condition> conditions) {
    /** Of an object that nobody has looked at. */
    public static final AuditState NONE =
            new AuditState(0, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public AuditState {
        conditions = List.copyOf(conditions);
    }

    /**
     * Where it is.
     *
     * @param step at work
     * @param stage of the search, such as {@code 2/3}
     * @param update of the stage, such as {@code 12/40}
     * @param loss of the last update
     * @param targetProbability of the last update
     * @param secondsLeft at most
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Progress(
            String step,
            Optional<String> stage,
            Optional<String> update,
            Optional<Double> loss,
            Optional<Double> targetProbability,
            Optional<Long> secondsLeft) {}

    /**
     * What it came to.
     *
     * @param verdict in a word, such as {@code Flipped}
     * @param reason why it is no counterfactual, or no audit
     * @param prediction of the written file
     * @param confidence of that
     * @param targetProbability of the target class in the written file
     * @param record address of the sealed record
     * @param artifacts addresses of the result's files by name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Result(
            String verdict,
            Optional<Why> reason,
            Optional<String> prediction,
            Optional<Double> confidence,
            Optional<Double> targetProbability,
            Optional<String> record,
            Optional<Map<String, String>> artifacts) {}

    /**
     * Why.
     *
     * @param code for machines
     * @param sentence for people
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Why(String code, String sentence) {}
}
