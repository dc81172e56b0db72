package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.cluster.pod.DeletionCost;
import io.flipside.cluster.resource.Audit;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers of a cluster with a real API server, where its programs are present: pods of the chart are processes of this
 * machine, which have their pods' names, variables, rights and grace; controllers and scheduler are the cluster's own, its
 * nodes and their GPUs are there in words alone.
 */
class ClusterWorkersIT {
    private static final Path HOME = Path.of(System.getProperty("flipside.home"));
    private static final String NAMESPACE = AuditObjects.NAMESPACE;
    private static final int ITERATIONS = 6;
    private static final int STEPS = 2;
    private static final int DRAINED_ITERATIONS = 15;
    private static final String GPU = "flipside-gpu-tiny";
    private static final String NOTHING_ELSE = "api: {replicas: 0}\nworkflow: {replicas: 0}\ncpu: {replicas: 0}\n";

    @TempDir
    static Path scratch;

    private static KubeServer kube;
    private static KubernetesClient cluster;
    private static EmbeddedProcess embedded;
    private static Map<String, String> settings;
    private static ArtifactStore store;
    private static AuditService doors;
    private static Path workersRights;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> missing = KubePrograms.missing(KubePrograms.SERVER);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        kube = KubePrograms.missing(KubePrograms.LIFE).isEmpty()
                ? KubeServer.startAlive(scratch.resolve("kube"), 2, PodProcesses.THEIRS)
                : KubeServer.start(scratch.resolve("kube"));
        cluster = kube.client();
        kubectl("apply", "--server-side", "-f", HOME.resolve("k8s/crds").toString());
        embedded = EmbeddedProcess.start(HOME, scratch.resolve("data"));
        settings = ModelShelves.with(ModelShelves.two(scratch.resolve("models")), embedded.settings());
        store = TestSettings.store(settings);
        workersRights = AuditObjects.workersRights(kube);
        System.setProperty("kubeconfig", AuditObjects.controllersRights(kube).toString());
        System.setProperty("flipside.controller.poll", "1");
        System.setProperty("flipside.controller.lease-seconds", "3");
        doors = AuditService.start(
                TestSettings.of(settings, EnumSet.of(Role.API, Role.WORKFLOW, Role.CPU, Role.CONTROLLER), scratch));
        // what it shows takes half a minute, in which others have their turn
        AuditObjects.keepClip(cluster, scratch);
        KubeServer.Answer unserved = kube.kubectl(
                AuditObjects.audit("unserved", AuditObjects.of("up", "generator: other")), "apply", "-f", "-");
        assertThat(unserved.status()).as(unserved.text()).isZero();
    }

    private static void kubectl(String... arguments) {
        KubeServer.Answer answer = kube.kubectl("", arguments);
        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @AfterAll
    static void stop() {
        if (doors != null) {
            doors.close();
        }
        if (embedded != null) {
            store.close();
            embedded.close();
        }
        if (kube != null) {
            cluster.close();
            kube.close();
        }
        List.of("kubeconfig", "flipside.controller.poll", "flipside.controller.lease-seconds")
                .forEach(System::clearProperty);
    }

    private static void withLife() {
        Optional<String> missing = KubePrograms.missing(
                Stream.concat(KubePrograms.LIFE.stream(), Stream.of("helm")).toList());
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    private static WorkerProcess worker(String pod, String node) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("kubeconfig", workersRights.toString());
        own.put("flipside.generators", "tiny");
        own.put("flipside.grace", "300");
        own.put("flipside.pod.name", pod);
        own.put("flipside.pod.namespace", NAMESPACE);
        own.put("flipside.pod.node", node);
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
                        .withName(pod)
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
        return WorkerProcess.start(
                        own,
                        scratch.resolve(pod + ".log"),
                        "--roles",
                        "gpu",
                        "--data",
                        scratch.resolve(pod).toString())
                .awaitReady();
    }

    private static boolean isBusy(String pod) {
        return DeletionCost.isBusy(
                cluster.pods().inNamespace(NAMESPACE).withName(pod).get());
    }

    private static String submit(Audits audits, String key) {
        return doors.desk().control().submit(audits.request(scratch, 0), key);
    }

    private static List<String> begun(WorkerProcess worker, String audit) {
        return worker.begun().stream().filter(line -> line.startsWith(audit)).toList();
    }

    @Test
    void aWorkerLeavesItsNodeBeforeItIsToldToAndTheStageGoesOnElsewhere() {
        Audits audits = new Audits(doors.desk(), store, Audits.plan(ITERATIONS, STEPS));
        try (WorkerProcess first = worker("leaver", "ending")) {
            Audits.Bits undisturbed = audits.bits(submit(audits, "leave-undisturbed"));
            String audit = submit(audits, "leave");
            Audits.await(() -> begun(first, audit).size() >= 3);
            Audits.await(() -> isBusy("leaver"));
            cluster.nodes().withName("ending").edit(node -> new NodeBuilder(node)
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
            try (WorkerProcess second = worker("stayer", "staying")) {
                assertThat(audits.bits(audit)).isEqualTo(undisturbed);
                assertThat(second.begun()).isNotEmpty().doesNotContainAnyElementsOf(first.begun());
            }
            cluster.nodes().withName("ending").edit(node -> new NodeBuilder(node)
                    .editSpec()
                    .withTaints()
                    .endSpec()
                    .build());
            Audits.await(() -> !first.isAlive());
        }
        kubectl("delete", "node", "ending", "staying");
    }

    @Test
    void workersComeFromNothingAndGoWithoutABusyOneAmongThem() {
        withLife();
        Audits shorter = new Audits(doors.desk(), store, Audits.plan(2, 1));
        Audits longer = new Audits(doors.desk(), store, Audits.plan(5000, 1));
        Release.Values values = new Release.Values(
                settings,
                "autoscaling: {by: controller, minReplicas: 0, maxReplicas: 4}",
                NOTHING_ELSE
                        + """
                        controller:
                          enabled: true
                          replicas: 1
                          env: {FLIPSIDE_SCALER_EVERY: "1", FLIPSIDE_SCALER_WINDOW: "12", FLIPSIDE_CONTROLLER_LEASE_SECONDS: "3"}
                        """);
        try (PodProcesses pods = new PodProcesses(kube, cluster, "scaled", scratch);
                Release release = Release.install(kube, "scaled", values)) {
            release.kubectl("scale", "deployment/" + GPU, "--replicas=0");
            Audits.await(() -> pods.running("gpu") == 0 && pods.running("controller") == 1);
            List<String> busy = List.of(submit(longer, "busy-0"), submit(longer, "busy-1"));
            Audits.await(() -> release.replicas(GPU) == 2);
            Audits.await(() -> busy.stream().allMatch(audit -> longer.toldUpdates(audit) > 0));
            List<String> quick = List.of(submit(shorter, "quick-0"), submit(shorter, "quick-1"));
            Audits.await(() -> release.replicas(GPU) == 4 && pods.running("gpu") == 4);
            quick.forEach(shorter::await);
            Audits.await(() -> release.replicas(GPU) == 2 && pods.running("gpu") == 2);
            int before = busy.stream().mapToInt(longer::toldUpdates).sum();
            Audits.await(() -> busy.stream().mapToInt(longer::toldUpdates).sum() > before);
            for (String audit : busy) {
                assertThat(pods.all("gpu").stream()
                                .filter(worker -> !begun(worker, audit).isEmpty()))
                        .as("whoever began it goes on with it")
                        .singleElement()
                        .matches(WorkerProcess::isAlive);
            }
            assertThat(pods.endedBusy()).isEmpty();
            busy.forEach(audit -> doors.desk().control().cancel(audit, "enough"));
            busy.forEach(longer::await);
            Audits.await(() -> release.replicas(GPU) == 0 && pods.running("gpu") == 0);
            assertThat(pods.endedBusy()).isEmpty();
        }
    }

    @Test
    void aDrainedNodeCostsAtMostOneUpdateAndNoBit() {
        withLife();
        Audits audits = new Audits(doors.desk(), store, Audits.plan(DRAINED_ITERATIONS, STEPS));
        Release.Values values = new Release.Values(settings, "replicas: 1", NOTHING_ELSE);
        try (PodProcesses pods = new PodProcesses(kube, cluster, "drained", scratch);
                Release release = Release.install(kube, "drained", values, "--wait", Audits.TIMEOUT)) {
            Audits.Bits undisturbed = audits.bits(submit(audits, "drain-undisturbed"));
            WorkerProcess first = pods.all("gpu").get(0);
            String audit = submit(audits, "drain");
            Audits.await(() -> begun(first, audit).size() >= 3);
            String node = release.kubectl("get", "pods", "-o=jsonpath={.items[0].spec.nodeName}");
            kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--force", Audits.TIMEOUT);
            assertThat(first.isAlive()).as("a drain waits for who leaves").isFalse();
            assertThat(audits.bits(audit)).isEqualTo(undisturbed);
            assertThat(pods.all("gpu")).hasSize(2).allMatch(worker -> !begun(worker, audit)
                    .isEmpty());
            List<String> all = pods.all("gpu").stream()
                    .flatMap(worker -> begun(worker, audit).stream())
                    .toList();
            assertThat(all.size() - all.stream().distinct().count()).isLessThanOrEqualTo(1);
            kubectl("uncordon", node);
        }
    }

    @Test
    void anAuditOnAQueueThatNobodyServesSaysWhichAndWhatToDo() {
        Audits.await(() -> running("unserved")
                .map(Condition::reason)
                .filter("NoWorker"::equals)
                .isPresent());
        Condition running = running("unserved").orElseThrow();
        assertThat(running.message())
                .contains("'flipside.gpu.other'")
                // the in-memory Temporal does not say who asks for work
                .contains(
                        RealTemporal.binary().isPresent()
                                ? "which no worker serves. Start one whose FLIPSIDE_GENERATORS names the generator"
                                : "start more, or wait");
        assertThat(kube.kubectl("", "describe", "audit/unserved").text()).contains("Warning", "NoWorker");
        kubectl("delete", "audit", "unserved", Audits.TIMEOUT);
    }

    private static Optional<Condition> running(String name) {
        return Optional.ofNullable(cluster.resources(Audit.class)
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .get()
                        .getStatus())
                .flatMap(state -> Conditions.of(state.conditions(), Conditions.RUNNING));
    }

    @Test
    void aReleaseOfTheChartPassesItsTestAndTakesAnAuditFromKubectlToItsVerdict() throws IOException {
        withLife();
        String models = settings.get("flipside.models");
        Release.Values values = new Release.Values(
                settings,
                "replicas: 1",
                """
                api: {replicas: 1}
                workflow: {replicas: 1}
                cpu: {replicas: 1, env: {FLIPSIDE_MODELS: "%s"}}
                controller: {enabled: true, replicas: 1, env: {FLIPSIDE_CONTROLLER_POLL: "1"}}
                """
                        .formatted(models));
        try (PodProcesses pods = new PodProcesses(kube, cluster, "whole", scratch);
                Release release = Release.install(kube, "whole", values, "--wait", Audits.TIMEOUT)) {
            KubeServer.Answer test = release.test();
            assertThat(test.status()).as(test.text()).isZero();
            assertThat(test.text()).contains("Phase:", "Succeeded");
            release.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "clip",
                    "--type=flipside.io/clip",
                    "--from-file=clip.mkv=" + AuditObjects.clip(scratch));
            release.kubectl(
                    "apply", "-f", HOME.resolve("k8s/examples/audit.yaml").toString());
            release.awaitCondition("Complete", "audit/example");
            assertThat(release.kubectl("get", "audits")).containsPattern("example +.*(Flipped|NotFlipped|NotValid)");
            assertThat(pods.all("gpu")).singleElement().matches(worker -> !worker.begun()
                    .isEmpty());
        }
    }
}
