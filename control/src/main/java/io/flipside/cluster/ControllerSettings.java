package io.flipside.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.scale.Scaling;
import io.flipside.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What the controller needs to know.
 *
 * @param namespaces whose objects it takes, or {@link #EVERY_NAMESPACE}
 * @param seat the lease that it stands for
 * @param patience how long it waits
 * @param campaignRows of a campaign at most
 * @param campaignWindow rows at work at once where a spec says nothing else
 * @param scaling if it scales workers
 */
public record ControllerSettings(
        Set<String> namespaces,
        Leadership.Seat seat,
        Patience patience,
        long campaignRows,
        int campaignWindow,
        Optional<Scaling> scaling) {
    /** In place of names. */
    public static final String EVERY_NAMESPACE = "*";

    private static final String DEFAULT_NAMESPACE = "default";

    /**
     * As the configuration has them.
     *
     * @throws io.flipside.UserError naming the setting that is wrong
     */
    public static ControllerSettings read(Config config, KubernetesClient cluster, CampaignLimits limits) {
        PodConfig pod = Settings.of(config, PodConfig.class);
        ControllerConfig controller = Settings.of(config, ControllerConfig.class);
        ScalerConfig scaler = Settings.of(config, ScalerConfig.class);
        String own = pod.namespace()
                .or(() -> Optional.ofNullable(cluster.getNamespace()))
                .orElse(DEFAULT_NAMESPACE);
        Set<String> namespaces = Set.copyOf(controller.namespaces().orElse(List.of(own)));
        return new ControllerSettings(
                namespaces,
                new Leadership.Seat(
                        own,
                        controller.lease(),
                        pod.name().orElseGet(ControllerSettings::process),
                        Duration.ofSeconds(controller.leaseSeconds())),
                Patience.polling(Duration.ofSeconds(controller.poll())),
                limits.rows(),
                limits.window(),
                scaler.enabled()
                        ? Optional.of(new Scaling(
                                own, Duration.ofSeconds(scaler.every()), Duration.ofSeconds(scaler.window())))
                        : Optional.empty());
    }

    /**
     * Of campaigns, as their own settings have them.
     *
     * @param rows at most
     * @param window where a request says nothing else
     */
    public record CampaignLimits(long rows, int window) {}

    /** Reads what can be read without a cluster. */
    public static void check(Config config) {
        Settings.of(config, PodConfig.class);
        Settings.of(config, ControllerConfig.class);
        Settings.of(config, ScalerConfig.class);
    }

    private static String process() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "host";
        }
        return host + "-" + ProcessHandle.current().pid();
    }
}
