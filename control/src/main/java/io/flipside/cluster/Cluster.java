package io.flipside.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The cluster that this process is in, or that {@code KUBECONFIG} names. */
public final class Cluster {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Cluster() {}

    /** A connection by the pod's service account, or by the configuration of the command line. */
    public static KubernetesClient connect() {
        return connect(Config.autoConfigure(null));
    }

    /** A connection; it is made with the first call, and again whenever it is lost. */
    public static KubernetesClient connect(Config config) {
        Config bounded = new ConfigBuilder(config)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(bounded)
                .withKubernetesSerialization(
                        new KubernetesSerialization(new ObjectMapper().registerModule(new Jdk8Module()), true))
                .build();
    }
}
