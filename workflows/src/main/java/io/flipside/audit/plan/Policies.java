package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.Range;

/**
 * What an audit's operator decides beside the search.
 *
 * @param heartbeatSeconds a worker that has finished no update for this long is taken for lost: several times what one
 *     update takes on the generator
 * @param checkpointSeconds at most this much work may be repeated after a loss; 0 writes a checkpoint after every update
 * @param adapterErrorLimit largest flow-matching error on the clip with which a LoRA adapter is admitted
 * @param anyway whether to go on with a clip that the generator does not know
 */
public record Policies(
        @Range(min = 2, max = 86_400) int heartbeatSeconds,
        @Range(min = 0, max = 86_400) int checkpointSeconds,
        @Range(moreThan = 0) double adapterErrorLimit,
        boolean anyway) {
    /** For generators whose update takes seconds. */
    public static final Policies DEFAULT = new Policies(30, 0, 1.0, false);

    public Policies {
        Check.components(
                Policies.class, "plan.policies", heartbeatSeconds, checkpointSeconds, adapterErrorLimit, anyway);
    }

    /** The same, but for a clip that the generator does not know: the audit goes on. */
    public Policies goingOnAnyway() {
        return new Policies(heartbeatSeconds, checkpointSeconds, adapterErrorLimit, true);
    }
}
