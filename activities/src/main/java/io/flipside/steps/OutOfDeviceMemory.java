package io.flipside.steps;

import ai.djl.engine.EngineException;
import io.flipside.WorkerTrouble;
import io.flipside.explain.ComputeSettings;

/** A step needs more memory than the device has, with the least that is kept there. Another worker may have more. */
final class OutOfDeviceMemory extends WorkerTrouble {
    private static final long serialVersionUID = 1L;

    OutOfDeviceMemory(ComputeSettings settings, EngineException cause) {
        super(
                "device " + settings.device().name()
                        + " has not enough memory for this audit, also with graphs computed"
                        + " again and weights streamed: " + firstLine(cause) + " 'flipside plan' says what it takes."
                        + " Give this queue a worker with more memory, or free this one's; the audit goes on there.",
                cause);
    }

    /** Libtorch appends its own stack; the numbers are in the first line. */
    static String firstLine(EngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
