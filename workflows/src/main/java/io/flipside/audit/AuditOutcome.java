package io.flipside.audit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.step.Evaluation;
import java.util.Optional;

/**
 * What an audit came to. That there is no counterfactual is an answer; trouble with machines never becomes one: it is
 * retried.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AuditOutcome.Flipped.class, name = Verdict.Words.FLIPPED),
    @JsonSubTypes.Type(value = AuditOutcome.NotFlipped.class, name = Verdict.Words.NOT_FLIPPED),
    @JsonSubTypes.Type(value = AuditOutcome.NotValid.class, name = Verdict.Words.NOT_VALID),
    @JsonSubTypes.Type(value = AuditOutcome.Refused.class, name = Verdict.Words.REFUSED),
    @JsonSubTypes.Type(value = AuditOutcome.Cancelled.class, name = Verdict.Words.CANCELLED),
    @JsonSubTypes.Type(value = AuditOutcome.SetAside.class, name = Verdict.Words.SET_ASIDE),
    @JsonSubTypes.Type(value = AuditOutcome.Failed.class, name = Verdict.Words.FAILED)
})
public sealed interface AuditOutcome {
    /** In a word. */
    Verdict verdict();

    /** The sealed record, if one was written. */
    Optional<ArtifactRef> record();

    /** The written clip is called the target class, begins as the original does, and the generator knows such clips. */
    record Flipped(Evaluation evaluation, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.FLIPPED;
        }
    }

    /** No counterfactual was found. */
    record NotFlipped(Reason reason, Evaluation evaluation, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.NOT_FLIPPED;
        }
    }

    /** A counterfactual was found that nobody can vouch for. */
    record NotValid(Reason reason, Evaluation evaluation, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.NOT_VALID;
        }
    }

    /** The request cannot be audited, and trying again would not help. */
    record Refused(Reason reason, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.REFUSED;
        }
    }

    /** A person ended it. */
    record Cancelled(String reason, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.CANCELLED;
        }
    }

    /** Worker after worker died over it: nobody takes it up again by itself. */
    record SetAside(Reason reason, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.SET_ASIDE;
        }
    }

    /** This program is at fault, and trying again did not help. */
    record Failed(Reason reason, Optional<ArtifactRef> record) implements AuditOutcome {
        @Override
        public Verdict verdict() {
            return Verdict.FAILED;
        }
    }

    /** What an audit came to whose written file was judged so. */
    static AuditOutcome of(Evaluation evaluation) {
        if (evaluation.notFlipped().isPresent()) {
            return new NotFlipped(evaluation.notFlipped().get(), evaluation, Optional.empty());
        }
        return evaluation
                .notValid()
                .<AuditOutcome>map(reason -> new NotValid(reason, evaluation, Optional.empty()))
                .orElseGet(() -> new Flipped(evaluation, Optional.empty()));
    }

    /** How the written file was judged, if it came so far. */
    default Optional<Evaluation> judged() {
        if (this instanceof Flipped flipped) {
            return Optional.of(flipped.evaluation());
        }
        if (this instanceof NotValid doubtful) {
            return Optional.of(doubtful.evaluation());
        }
        return this instanceof NotFlipped not ? Optional.of(not.evaluation()) : Optional.empty();
    }

    /** Why there is no counterfactual, or none that anybody vouches for; of a cancelled audit what the person said. */
    default Optional<Reason> why() {
        if (this instanceof NotFlipped not) {
            return Optional.of(not.reason());
        } else if (this instanceof NotValid doubtful) {
            return Optional.of(doubtful.reason());
        } else if (this instanceof Refused refused) {
            return Optional.of(refused.reason());
        } else if (this instanceof SetAside aside) {
            return Optional.of(aside.reason());
        } else if (this instanceof Failed failed) {
            return Optional.of(failed.reason());
        }
        return this instanceof Cancelled cancelled
                ? Optional.of(new Reason(Verdict.CANCELLED.word(), cancelled.reason()))
                : Optional.empty();
    }

    /** The same outcome with its record. */
    default AuditOutcome sealedAs(ArtifactRef ref) {
        Optional<ArtifactRef> sealed = Optional.of(ref);
        if (this instanceof Flipped flipped) {
            return new Flipped(flipped.evaluation(), sealed);
        } else if (this instanceof NotFlipped not) {
            return new NotFlipped(not.reason(), not.evaluation(), sealed);
        } else if (this instanceof NotValid doubtful) {
            return new NotValid(doubtful.reason(), doubtful.evaluation(), sealed);
        } else if (this instanceof Refused refused) {
            return new Refused(refused.reason(), sealed);
        } else if (this instanceof SetAside aside) {
            return new SetAside(aside.reason(), sealed);
        } else if (this instanceof Failed failed) {
            return new Failed(failed.reason(), sealed);
        }
        return new Cancelled(((Cancelled) this).reason(), sealed);
    }
}
