package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.Controller;
import io.flipside.cluster.ControllerSettings;
import io.flipside.cluster.pod.DeletionCost;
import io.flipside.cluster.scale.Scaler;
import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers of a cluster with a real API server, where its programs are present: real processes, which take the names of pods
 * that run in words alone.
 */
class ClusterWorkersIT {
    private static final Path HOME = Path.of(System.getProperty("flipside.home"));
    private static final String NAMESPACE = "default";
    private static final int ITERATIONS = 6;
    private static final int STEPS = 2;

    @TempDir
    static Path scratch;

    private static KubeServer kube;
    private static KubernetesClient cluster;
    private static EmbeddedProcess embedded;
    private static Map<String, String> settings;
    private static ArtifactStore store;
    private static AuditService doors;
    private static boolean lives;

    private final List<WorkerProcess> workers = new ArrayList<>();

    @BeforeAll
    static void start() {
        Optional<String> missing = KubePrograms.missing(KubePrograms.SERVER);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        kube = KubeServer.start(scratch.resolve("kube"));
        cluster = kube.client();
        lives = KubePrograms.missing(KubePrograms.LIFE).isEmpty();
        if (lives) {
            kube.live(2);
        }
        kube.kubectl("", "apply", "--server-side", "-f", HOME.resolve("k8s/crds").toString());
        embedded = EmbeddedProcess.start(HOME, scratch.resolve("data"));
        settings = new HashMap<>(
                ModelShelves.with(ModelShelves.thumbnail(scratch.resolve("models")), embedded.settings()));
        settings.put("kubeconfig", kube.kubeconfig().toString());
        settings.put("flipside.grace", "300");
        store = TestSettings.store(settings);
        doors = AuditService.start(
                TestSettings.of(settings, EnumSet.of(Role.API, Role.WORKFLOW, Role.CPU), scratch));
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(WorkerProcess::close);
    }

    @AfterAll
    static void stop() {
        if (doors != null) {
            doors.close();
            store.close();
            embedded.close();
        }
        if (kube != null) {
            cluster.close();
            kube.close();
        }
    }

    private WorkerProcess worker(String pod, String node) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("flipside.pod.name", pod);
        own.put("flipside.pod.namespace", NAMESPACE);
        own.put("flipside.pod.node", node);
        WorkerProcess worker = WorkerProcess.start(
                own,
                scratch.resolve(pod + ".log"),
                "--roles",
                "gpu",
                "--data",
                scratch.resolve(pod).toString());
        workers.add(worker);
        return worker;
    }

    private static void pod(String name, String node) {
        cluster.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .endMetadata()
                        .build())
                .create();
        cluster.pods()
                .inNamespace(NAMESPACE)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .addNewContainer()
                        .withName("gpu")
                        .withImage("flipside")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private static boolean isBusy(String pod) {
        return DeletionCost.isBusy(
                cluster.pods().inNamespace(NAMESPACE).withName(pod).get());
    }

    @Test
    void aWorkerLeavesItsNodeBeforeItIsToldToAndTheStageGoesOnElsewhere() {
        Audits audits = new Audits(doors.desk(), store, Audits.plan(ITERATIONS, STEPS));
        pod("leaver", "ending");
        WorkerProcess first = worker("leaver", "ending").awaitReady();
        Audits.Bits undisturbed =
                audits.bits(doors.desk().control().submit(audits.request(scratch, 0), "leave-undisturbed"));
        String audit = doors.desk().control().submit(audits.request(scratch, 0), "leave");
        Audits.await(() ->
                first.begun().stream().filter(line -> line.startsWith(audit)).count() >= 3);
        Audits.await(() -> isBusy("leaver"));
        cluster.nodes()
                .withName("ending")
                .edit(node -> new NodeBuilder(node)
                        .editOrNewSpec()
                        .addToTaints(new TaintBuilder()
                                .withKey("ToBeDeletedByClusterAutoscaler")
                                .withEffect("NoSchedule")
                                .build())
                        .endSpec()
                        .build());
        Audits.await(() -> first.text().contains("This worker takes no new work"));
        Audits.await(() -> !isBusy("leaver"));
        assertThat(first.isAlive()).isTrue();
        pod("stayer", "staying");
        WorkerProcess second = worker("stayer", "staying").awaitReady();
        assertThat(audits.bits(audit)).isEqualTo(undisturbed);
        assertThat(second.begun()).isNotEmpty().doesNotContainAnyElementsOf(first.begun());
        cluster.nodes()
                .withName("ending")
                .edit(node -> new NodeBuilder(node)
                        .editSpec()
                        .withTaints()
                        .endSpec()
                        .build());
        Audits.await(() -> !first.isAlive());
    }

    @Test
    void workersComeFromNothingAndGoWithoutABusyOneAmongThem() throws InterruptedException {
        assumeTrue(lives, KubePrograms.missing(KubePrograms.LIFE).orElse(""));
        Audits shorter = new Audits(doors.desk(), store, Audits.plan(2, 1));
        Audits longer = new Audits(doors.desk(), store, Audits.plan(5000, 1));
        deploy("scaled");
        try (PodProcesses pods = new PodProcesses(cluster, "scaled", settings, scratch);
                Controller controller = controller("scaled")) {
            Audits.await(controller::isLeading);
            assertThat(replicas("scaled")).isZero();
            List<String> busy = List.of(submit(longer, "busy-0"), submit(longer, "busy-1"));
            Audits.await(() -> replicas("scaled") == 2);
            Audits.await(() -> busy.stream().allMatch(audit -> longer.toldUpdates(audit) > 0));
            List<String> quick = List.of(submit(shorter, "quick-0"), submit(shorter, "quick-1"));
            Audits.await(() -> replicas("scaled") == 4);
            quick.forEach(shorter::await);
            Audits.await(() -> replicas("scaled") == 2 && pods.running() == 2);
            int before = busy.stream().mapToInt(longer::toldUpdates).sum();
            Audits.await(() -> busy.stream().mapToInt(longer::toldUpdates).sum() > before);
            assertThat(pods.endedBusy()).isEmpty();
            busy.forEach(audit -> doors.desk().control().cancel(audit, "enough"));
            busy.forEach(longer::await);
            Audits.await(() -> replicas("scaled") == 0 && pods.running() == 0);
            assertThat(pods.endedBusy()).isEmpty();
        }
    }

    @Test
    void aDrainedNodeCostsAtMostOneUpdateAndNoBit() throws InterruptedException {
        assumeTrue(lives, KubePrograms.missing(KubePrograms.LIFE).orElse(""));
        Audits audits = new Audits(doors.desk(), store, Audits.plan(20, STEPS));
        deploy("drained");
        cluster.apps().deployments().inNamespace("drained").withName("gpu").scale(1);
        try (PodProcesses pods = new PodProcesses(cluster, "drained", settings, scratch)) {
            Audits.Bits undisturbed =
                    audits.bits(doors.desk().control().submit(audits.request(scratch, 1), "drain-undisturbed"));
            String audit = doors.desk().control().submit(audits.request(scratch, 1), "drain");
            WorkerProcess first = pods.all().get(0);
            Audits.await(() ->
                    first.begun().stream().filter(line -> line.startsWith(audit)).count() >= 3);
            String node = cluster.pods()
                    .inNamespace("drained")
                    .list()
                    .getItems()
                    .get(0)
                    .getSpec()
                    .getNodeName();
            kube.kubectl("", "drain", node, "--ignore-daemonsets", "--force", "--disable-eviction=false");
            assertThat(audits.bits(audit)).isEqualTo(undisturbed);
            List<String> begun = pods.all().stream()
                    .flatMap(worker -> worker.begun().stream())
                    .filter(line -> line.startsWith(audit))
                    .toList();
            assertThat(pods.all()).hasSize(2);
            assertThat(begun.size() - begun.stream().distinct().count()).isLessThanOrEqualTo(1);
            kube.kubectl("", "uncordon", node);
        }
    }

    private static String submit(Audits audits, String key) {
        return doors.desk().control().submit(audits.request(scratch, 0), key);
    }

    private static int replicas(String namespace) {
        return cluster.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("gpu")
                .get()
                .getSpec()
                .getReplicas();
    }

    private static void deploy(String namespace) {
        kube.kubectl("", "create", "namespace", namespace);
        cluster.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("gpu")
                        .addToLabels(Scaler.SCALED, "true")
                        .addToAnnotations(Scaler.QUEUE, "flipside.gpu.tiny")
                        .addToAnnotations(Scaler.MOST, "4")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(0)
                        .withNewSelector()
                        .addToMatchLabels("app", "gpu")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "gpu")
                        .endMetadata()
                        .withNewSpec()
                        .withTerminationGracePeriodSeconds(60L)
                        .addNewContainer()
                        .withName("gpu")
                        .withImage("flipside")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private static Controller controller(String namespace) {
        KubernetesClient own = kube.client();
        Map<String, String> asked = Map.of(
                "flipside.pod.name", "scaler",
                "flipside.pod.namespace", namespace,
                "flipside.scaler.enabled", "true",
                "flipside.scaler.every", "1",
                "flipside.scaler.window", "15",
                "flipside.controller.lease-seconds", "6");
        return Controller.start(
                own,
                ControllerSettings.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(asked, "test", 100))
                                .build(),
                        own,
                        new ControllerSettings.CampaignLimits(100, 8)),
                doors.desk(),
                (audit, request) -> {
                    throw new AssertionError("there are no objects");
                });
    }
}
