package io.flipside.record;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Provenance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of an audit for good: everything needed to judge it without the service. {@link AuditRecords} reads and
 * writes it; {@code docs/record.md} says what every field means.
 *
 * @param version of the layout: {@value #VERSION}
 * @param auditId the audit
 * @param request as it was accepted
 * @param plan of the search as it ended: people may have changed its budget
 * @param parent the audit that this one re-ran from a stage on
 * @param clip as the generator saw it, if it came so far
 * @param digests of everything that went in, as it was used
 * @param environment what the models ran on, if they were admitted
 * @param admission what was said of the original, if the models were admitted
 * @param stages that were searched, first to last
 * @param outcome what it came to, with the evaluation of the written clip if there is one
 * @param startedMillis when the audit began, epoch milliseconds
 * @param endedMillis when it ended, epoch milliseconds
 * @param asks who asked what of it, first to last; empty if it was asked for at no door, or before that was noted
 */
public record AuditRecord(
        int version,
        String auditId,
        AuditRequest request,
        AuditPlan plan,
        Optional<Parent> parent,
        Optional<ClipFacts> clip,
        Digests digests,
        Optional<Provenance> environment,
        Optional<Admission> admission,
        List<SearchedStage> stages,
        AuditOutcome outcome,
        long startedMillis,
        long endedMillis,
        Optional<List<Ask>> asks) {
    /** Of the layout that is written. */
    public static final int VERSION = 1;

    public AuditRecord {
        stages = List.copyOf(stages);
        asks = asks.map(List::copyOf);
    }

    /** The same with who asked what. */
    public AuditRecord askedBy(List<Ask> all) {
        return new AuditRecord(
                version,
                auditId,
                request,
                plan,
                parent,
                clip,
                digests,
                environment,
                admission,
                stages,
                outcome,
                startedMillis,
                endedMillis,
                all.isEmpty() ? Optional.empty() : Optional.of(all));
    }

    /**
     * The audit that was run again.
     *
     * @param auditId its id
     * @param fromStage first stage that was searched anew; those before were taken over
     * @param recordSha256 of its record, if it had one when this one was written
     */
    public record Parent(String auditId, int fromStage, Optional<String> recordSha256) {}

    /**
     * sha256 of what was used, in lower-case hexadecimal, taken from the very bytes that were read. What the audit did
     * not come to use is left out.
     *
     * @param clip the file as it was sent
     * @param adapter the file as it was sent
     * @param frames the clip as the generator saw it, lossless
     * @param classifier by file
     * @param generator by file
     */
    public record Digests(
            Optional<String> clip,
            Optional<String> adapter,
            Optional<String> frames,
            Map<String, String> classifier,
            Map<String, String> generator) {
        public Digests {
            classifier = Collections.unmodifiableMap(new TreeMap<>(classifier));
            generator = Collections.unmodifiableMap(new TreeMap<>(generator));
        }
    }

    /**
     * What the classifier says of the original, and whether the generator knows it.
     *
     * @param prediction most probable class
     * @param probability of that class, 0 to 1
     * @param targetProbability of the target class, 0 to 1
     * @param adapterError flow-matching error on the clip, if there is an adapter
     * @param domain whether the generator knows the clip, if that was measured
     * @param notes what could not be checked of the classifier, a sentence each
     */
    public record Admission(
            String prediction,
            double probability,
            double targetProbability,
            Optional<Double> adapterError,
            Optional<DomainFacts> domain,
            List<String> notes) {
        public Admission {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A stage of the search. Its updates, one by one, are in {@code result.json}.
     *
     * @param id by which the method names it
     * @param label for people, if it is known
     * @param updates made in it
     * @param seconds of the attempt that finished it, if it is known
     * @param loss of its last update
     * @param targetProbability of its last update, 0 to 1; 0 where it was not measured
     * @param best update of it, if the updates are known
     * @param state at its end, if it ended by itself
     * @param failure why the search could not go on, if it could not
     */
    public record SearchedStage(
            int id,
            Optional<String> label,
            int updates,
            Optional<Double> seconds,
            double loss,
            double targetProbability,
            Optional<BestUpdate> best,
            Optional<ArtifactRef> state,
            Optional<Reason> failure) {}

    /**
     * The update of a stage with the highest target probability, of those the one with the lowest loss.
     *
     * @param iteration 1-based inside the stage
     * @param loss of it
     * @param targetProbability of it, 0 to 1
     */
    public record BestUpdate(int iteration, double loss, double targetProbability) {}

    /** How the written clip was judged, if it came so far. */
    public Optional<Evaluation> evaluation() {
        return outcome.judged();
    }

    /** Updates of all stages. */
    public int updates() {
        return stages.stream().mapToInt(SearchedStage::updates).sum();
    }
}
