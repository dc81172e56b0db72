package io.flipside.steps;

import io.flipside.audit.step.StepInput;
import io.flipside.record.Memo;
import java.util.Optional;

/**
 * A step of an audit: from a record of claim checks to another, over the store. It may be killed at any moment and be
 * done again, here or elsewhere. Each throws
 *
 * <ul>
 *   <li>{@link io.flipside.audit.step.Refusal} if the request is at fault, and {@link
 *       io.flipside.audit.step.SetAside} if it took worker after worker down: never tried again;
 *   <li>{@link io.flipside.WorkerTrouble} and what a store or a disk throws: tried again for ever;
 *   <li>{@link StepStopped} and {@link io.flipside.checkpoint.Fenced} where it goes on elsewhere, or nowhere;
 *   <li>anything else if this program is at fault.
 * </ul>
 *
 * @param <I> what it is given
 * @param <O> what it gives
 */
abstract class Step<I extends StepInput, O> {
    private final String name;
    private final Class<O> answer;

    /**
     * @param name unique within the audit: its answer is kept under it
     * @param answer what it gives
     */
    Step(String name, Class<O> answer) {
        this.name = name;
        this.answer = answer;
    }

    /** Its name when it is given this. */
    String name(I input) {
        return name;
    }

    /** Does it, whether or not it was done before. */
    abstract O run(I input, StepContext context);

    /** Whether it tells of updates itself, rather than being silent until it is done. */
    boolean tellsUpdates() {
        return false;
    }

    /** The answer of before. */
    final Optional<O> known(Memo memo, I input) {
        return memo.find(input.auditId(), name(input), answer);
    }

    /** The answer of before, else a new one, which is kept. */
    final O once(Memo memo, I input, StepContext context) {
        return memo.once(input.auditId(), name(input), answer, () -> run(input, context));
    }
}
