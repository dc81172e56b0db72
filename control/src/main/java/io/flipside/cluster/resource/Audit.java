package io.flipside.cluster.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * An audit. Its spec is a request as every door takes it, read by the same reader, and what only a cluster has
 * ({@link AuditFields}).
 */
@Group(Layout.GROUP)
@Version(Layout.VERSION)
@Kind("Audit")
@Singular("audit")
@Plural("audits")
public final class Audit extends CustomResource<ObjectNode, AuditState> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable ObjectNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable AuditState initStatus() {
        return null;
    }
}
