package io.flipside.durability;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.cluster.Controller;
import io.flipside.cluster.ControllerSettings;
import io.flipside.cluster.resource.Audit;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.cluster.resource.Layout;
import io.flipside.desk.AuditDesk;
import io.flipside.kube.KubeServer;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Objects that tests give to an API server. */
final class AuditObjects {
    static final String NAMESPACE = "default";
    private static final long DATA_SEED = 7;

    private AuditObjects() {}

    /** A configuration with the rights of {@code k8s/rbac} for the controller, and no other. */
    static Path controllersRights(KubeServer kube) {
        return rights(kube, "controller", "flipside-controller", "flipside-definitions");
    }

    /** A configuration with the rights of {@code k8s/rbac} for a worker, and no other. */
    static Path workersRights(KubeServer kube) {
        return rights(kube, "worker", "flipside-worker", "flipside-worker-node");
    }

    private static Path rights(KubeServer kube, String account, String role, String clusterRole) {
        String where = "--namespace=" + NAMESPACE;
        String who = "--serviceaccount=" + NAMESPACE + ":" + account;
        String roles = Path.of(System.getProperty("flipside.home"), "k8s/rbac").toString();
        List.of(
                        List.of("apply", where, "-f", roles),
                        List.of("create", "serviceaccount", account, where),
                        List.of("create", "rolebinding", account, "--role=" + role, who, where),
                        List.of("create", "clusterrolebinding", account, "--clusterrole=" + clusterRole, who))
                .forEach(arguments -> {
                    KubeServer.Answer answer = kube.kubectl("", arguments.toArray(String[]::new));
                    if (answer.status() != 0) {
                        throw new AssertionError(answer.text());
                    }
                });
        return kube.kubeconfig(NAMESPACE, account);
    }

    /** What {@code flipside demo} shows. */
    static Path clip(Path scratch) throws IOException {
        long index =
                ShapeMovingSplit.TEST.indices(DATA_SEED).skip(59).findFirst().orElseThrow();
        return ShapeMovingFiles.write(
                        scratch, ShapeMovingProfile.SMALL, DATA_SEED, LongStream.of(index), ClipFormat.LOSSLESS)
                .get(0);
    }

    /** The same in a secret: whoever has nothing but kubectl has no other way. */
    static void keepClip(KubernetesClient cluster, Path scratch) throws IOException {
        cluster.secrets()
                .inNamespace(NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("clip")
                        .endMetadata()
                        .withType(Layout.CLIP_SECRET)
                        .addToData("clip.mkv", Base64.getEncoder().encodeToString(Files.readAllBytes(clip(scratch))))
                        .build())
                .create();
    }

    /** An object of that name; what follows is under its spec. */
    static String audit(String name, String spec) {
        return """
                apiVersion: flipside.io/v1alpha1
                kind: Audit
                metadata: {name: "%s"}
                spec:
                %s
                """
                .formatted(name, spec.strip().indent(2));
    }

    static String of(String target, String plan) {
        return "clip: {secretKeyRef: {name: clip, key: clip.mkv}}\ntargetClass: \"" + target + "\"\n" + plan;
    }

    /** Whether a controller has said of an audit elsewhere that its clip is missing. */
    static boolean wasLookedAt(KubernetesClient cluster, String name) {
        // there is no such clip in that namespace: that this is said shows that somebody looked
        return Optional.ofNullable(cluster.resources(Audit.class)
                        .inNamespace("elsewhere")
                        .withName(name)
                        .get())
                .map(Audit::getStatus)
                .flatMap(state -> Conditions.of(state.conditions(), Conditions.ACCEPTED))
                .map(Condition::reason)
                .filter("SecretMissing"::equals)
                .isPresent();
    }

    /** One more controller, of another namespace. */
    static Controller controller(KubeServer kube, AuditDesk desk, String name) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "flipside.pod.name", name,
                "flipside.pod.namespace", "elsewhere",
                "flipside.controller.poll", "1",
                "flipside.controller.lease-seconds", "3"));
        KubernetesClient own = kube.client();
        return Controller.start(
                own,
                ControllerSettings.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(settings, "test", 100))
                                .build(),
                        own,
                        new ControllerSettings.CampaignLimits(100, 8)),
                desk,
                (audit, request) -> {
                    throw new AssertionError("there is no clip");
                });
    }
}
