package io.flipside.temporal;

import ai.djl.engine.EngineException;
import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import io.flipside.audit.step.StepEnd;
import io.flipside.checkpoint.Fenced;
import io.flipside.steps.StepStopped;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.StoreUnavailable;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Whose fault it is that a step did not work, which decides what becomes of it. */
enum FailureKind {
    /** The request's, or the step says itself that it is over: it is not tried again. */
    FINAL,
    /** A worker's or a service's: it is tried again for ever. */
    TROUBLE,
    /** This program's: it is tried a few times, for a machine may have played a part in it. */
    FAULT;

    private static final Pattern NO_MEMORY =
            Pattern.compile("(?is).*(out of memory|can't allocate memory|not enough memory|cuda error).*");

    /** What a step threw; a request's own faults have been turned into refusals by {@link io.flipside.audit.step.Refusal} where they are known. */
    static FailureKind of(Throwable thrown) {
        if (thrown instanceof StepEnd) {
            return FINAL;
        }
        boolean trouble = thrown instanceof WorkerTrouble
                || thrown instanceof StepStopped
                || thrown instanceof Fenced
                || thrown instanceof StoreUnavailable
                || thrown instanceof ArtifactMissing
                || thrown instanceof ArtifactCorrupt
                || thrown instanceof UncheckedIOException
                || thrown instanceof UserError // a setting or a folder of this worker
                || thrown instanceof EngineException
                        && NO_MEMORY
                                .matcher(String.valueOf(thrown.getMessage()))
                                .matches();
        return trouble ? TROUBLE : FAULT;
    }
}
