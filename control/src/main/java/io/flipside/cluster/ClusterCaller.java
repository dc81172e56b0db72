package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;

/** An object as the one who asks. */
final class ClusterCaller {
    private ClusterCaller() {}

    static Caller of(ObjectMeta object) {
        return new Caller("kubernetes:" + object.getNamespace() + "/" + object.getName(), CallerRole.OPERATOR);
    }
}
