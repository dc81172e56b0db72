package io.flipside.audit;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an audit's operator decides beside the search.
 *
 * @param heartbeatSeconds a worker that has finished no update for this long is taken for lost: several times what one
 *     update takes on the generator, 2 to 86,400
 * @param checkpointSeconds at most this much work may be repeated after a loss; 0 writes a checkpoint after every update
 * @param adapterErrorLimit largest flow-matching error on the clip with which a LoRA adapter is admitted
 * @param anyway whether to go on with a clip that the generator does not know; left out of JSON unless true, so that a
 *     request of before has the same bytes
 */
public record Policies(
        int heartbeatSeconds,
        int checkpointSeconds,
        double adapterErrorLimit,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean anyway) {
    /** For generators whose update takes seconds. */
    public static final Policies DEFAULT = new Policies(30, 0, 1.0);

    public Policies {
        Check.holds(
                heartbeatSeconds >= 2 && heartbeatSeconds <= 86_400,
                "policies.heartbeatSeconds",
                heartbeatSeconds,
                "2 to 86400");
        Check.holds(
                checkpointSeconds >= 0 && checkpointSeconds <= 86_400,
                "policies.checkpointSeconds",
                checkpointSeconds,
                "0 to 86400");
        Check.holds(
                adapterErrorLimit > 0 && Double.isFinite(adapterErrorLimit),
                "policies.adapterErrorLimit",
                adapterErrorLimit,
                "more than 0, and finite");
    }

    /** Policies that refuse a clip which the generator does not know. */
    public Policies(int heartbeatSeconds, int checkpointSeconds, double adapterErrorLimit) {
        this(heartbeatSeconds, checkpointSeconds, adapterErrorLimit, false);
    }

    /** The same, but for a clip that the generator does not know: the audit goes on. */
    public Policies goingOnAnyway() {
        return new Policies(heartbeatSeconds, checkpointSeconds, adapterErrorLimit, true);
    }
}
