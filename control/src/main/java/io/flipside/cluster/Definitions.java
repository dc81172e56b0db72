package io.flipside.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.resource.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the cluster has the definitions that this build reads and writes. */
final class Definitions {
    private static final List<String> NAMES = List.of("audits." + Layout.GROUP, "auditcampaigns." + Layout.GROUP);
    private static final String NEXT = " Install those of this build: kubectl apply --server-side -f k8s/crds";

    private Definitions() {}

    /** What is wrong with them, with the next step; empty if nothing is. */
    static Optional<String> problem(KubernetesClient cluster) {
        for (String name : NAMES) {
            CustomResourceDefinition there = cluster.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(name)
                    .get();
            if (there == null) {
                return Optional.of("the cluster has no definition '" + name + "'." + NEXT);
            }
            String layout = Optional.ofNullable(there.getMetadata().getAnnotations())
                    .orElse(Map.of())
                    .getOrDefault(Layout.ANNOTATION, "none");
            if (!Layout.NUMBER.equals(layout)) {
                return Optional.of("definition '" + name + "' is of layout " + layout + ", and this build reads layout "
                        + Layout.NUMBER + "." + NEXT);
            }
        }
        return Optional.empty();
    }
}
