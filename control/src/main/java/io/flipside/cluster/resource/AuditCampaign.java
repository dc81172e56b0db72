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

/** Many audits as one. Its spec is a request for a campaign as every door takes it, and what only a cluster has. */
@Group(Layout.GROUP)
@Version(Layout.VERSION)
@Kind("AuditCampaign")
@Singular("auditcampaign")
@Plural("auditcampaigns")
public final class AuditCampaign extends CustomResource<ObjectNode, CampaignState> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable ObjectNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable CampaignState initStatus() {
        return null;
    }
}
