package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each template by itself: the tag of a test is the file it is about. */
class TemplatesTest {
    private static final String GPU =
            """
            generators:
              tiny:
                image: cuda
                device: cuda
            """;

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode container(Chart.Rendered rendered, String deployment) {
        return rendered.only("Deployment", deployment).at("/spec/template/spec/containers/0");
    }

    @Test
    void everyTemplateHasATest() throws IOException {
        Set<String> tested = Arrays.stream(TemplatesTest.class.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Tag.class)))
                .map(Tag::value)
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(Chart.FOLDER.resolve("templates"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(tested);
        }
    }

    @Test
    @Tag("_helpers.tpl")
    void generatorsWithNamesThatAreNoneOfTheClustersGetSome() {
        Chart.Rendered rendered =
                Chart.render(Chart.values("generators: {Wan2.1_I2V: {}, wan2-1-i2v: {}}\nfullnameOverride: audits"));
        List<String> names = rendered.kind("Deployment").stream()
                .map(Chart.Rendered::nameOf)
                .filter(name -> name.contains("gpu-wan"))
                .toList();
        assertThat(names).hasSize(2).doesNotHaveDuplicates().contains("audits-gpu-wan2-1-i2v");
        assertThat(names).allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    }

    @Test
    @Tag("api.yaml")
    void theApiHasAServiceAndGoesByItsNames() {
        Chart.Rendered rendered = Chart.render(Chart.values("http: {hosts: [flipside.example.org]}"));
        JsonNode service = rendered.only("Service", "flipside-api");
        assertThat(service.at("/spec/type").asText()).isEqualTo("ClusterIP");
        JsonNode api = container(rendered, "flipside-api");
        assertThat(api.path("image").asText()).startsWith("flipside/control:");
        assertThat(Chart.variable(api, "FLIPSIDE_HTTP_HOSTS").split(","))
                .contains("$(POD_IP)", "flipside-api", "flipside-api.audits.svc", "flipside.example.org");
        assertThat(Chart.variable(api, "FLIPSIDE_ROLES")).isEqualTo("api");
    }

    @Test
    @Tag("workflow.yaml")
    void aFormerBuildKeepsWorkersOfItsOwnUntilItsAuditsHaveEnded() {
        Chart.Rendered rendered = Chart.render(
                Chart.values(
                        """
                        temporal: {deployment: {name: flipside, build: "7"}}
                        workflow: {draining: [{build: "6", tag: 0.0.6}]}
                        """));
        assertThat(Chart.variable(container(rendered, "flipside-workflow"), "FLIPSIDE_TEMPORAL_DEPLOYMENT"))
                .isEqualTo("flipside.7");
        JsonNode former = container(rendered, "flipside-workflow-6");
        assertThat(Chart.variable(former, "FLIPSIDE_TEMPORAL_DEPLOYMENT")).isEqualTo("flipside.6");
        assertThat(former.path("image").asText()).isEqualTo("flipside/control:0.0.6");
    }

    @Test
    @Tag("cpu.yaml")
    void stepsWithoutAModelRunInTheImageThatReadsClips() {
        JsonNode cpu = container(Chart.render(Chart.values("")), "flipside-cpu");
        assertThat(cpu.path("image").asText()).startsWith("flipside/worker:");
        assertThat(Chart.variable(cpu, "FLIPSIDE_ROLES")).isEqualTo("cpu");
    }

    @Test
    @Tag("gpu.yaml")
    void eachGeneratorHasADeploymentWithItsDeviceAndModels() {
        Chart.Rendered rendered =
                Chart.render(Chart.values(GPU + "    gpu: {count: 1}\n    models: {source: pvc, claim: library}\n"));
        JsonNode worker = container(rendered, "flipside-gpu-tiny");
        assertThat(worker.path("image").asText()).startsWith("flipside/worker-cuda:");
        assertThat(worker.at("/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(1);
        assertThat(Chart.variable(worker, "FLIPSIDE_DEVICE")).isEqualTo("cuda");
        assertThat(Chart.variable(worker, "FLIPSIDE_LIBRARY")).isEqualTo("/models");
        JsonNode strategy = rendered.only("Deployment", "flipside-gpu-tiny").at("/spec/strategy/rollingUpdate");
        assertThat(strategy.path("maxSurge").asInt(1))
                .as("a second GPU for an upgrade may not be there")
                .isZero();
    }

    @Test
    @Tag("cpu.yaml")
    void whoPreparesClipsHasTheModelsOfTheGeneratorsOrThoseThatAreNamed() {
        String two = "generators: {a: {models: {source: pvc, claim: a}}, b: {models: {source: pvc, claim: %s}}}";
        Chart.Rendered one = Chart.render(Chart.values(two.formatted("a")));
        assertThat(one.only("Deployment", "flipside-cpu").findValuesAsText("claimName"))
                .containsExactly("a");
        assertThat(Chart.variable(container(one, "flipside-cpu"), "FLIPSIDE_LIBRARY"))
                .isEqualTo("/models");
        Chart.Rendered named =
                Chart.render(Chart.values(two.formatted("b") + "\ncpu: {models: {source: pvc, claim: both}}"));
        assertThat(named.only("Deployment", "flipside-cpu").findValuesAsText("claimName"))
                .containsExactly("both");
        assertThat(Chart.variable(container(Chart.render(Chart.values("")), "flipside-cpu"), "FLIPSIDE_LIBRARY"))
                .isEmpty();
    }

    @Test
    @Tag("_models.tpl")
    void modelsOfTheStoreAreFetchedBeforeTheWorkerStartsByTheHashThatPinsThem() {
        String hash = "a".repeat(64);
        JsonNode pod = Chart.render(Chart.values(
                        "generators: {tiny: {models: {source: store, prefix: models/x, sha256: " + hash + "}}}"))
                .only("Deployment", "flipside-gpu-tiny")
                .at("/spec/template/spec");
        assertThat(texts(pod.at("/initContainers/0/args")))
                .containsExactly("models", "fetch", "models/x", "--library", "/models", "--sha256", hash);
        assertThat(pod.at("/initContainers/0/volumeMounts/0/readOnly").asBoolean())
                .isFalse();
        assertThat(pod.at("/containers/0/volumeMounts").findParents("mountPath").stream()
                        .filter(mount -> mount.path("mountPath").asText().equals("/models"))
                        .map(mount -> mount.path("readOnly").asBoolean()))
                .containsExactly(true);
    }

    @Test
    @Tag("controller.yaml")
    void theControllerIsThereWhereItIsAskedForAndScalesWhereAGeneratorSaysSo() {
        assertThat(Chart.render(Chart.values("")).kind("Deployment").stream().map(Chart.Rendered::nameOf))
                .doesNotContain("flipside-controller");
        Chart.Rendered plain = Chart.render(Chart.values("controller: {enabled: true}"));
        assertThat(Chart.variable(container(plain, "flipside-controller"), "FLIPSIDE_SCALER_ENABLED"))
                .isEqualTo("false");
        Chart.Rendered scaling = Chart.render(
                Chart.values("controller: {enabled: true}\ngenerators: {tiny: {autoscaling: {by: controller}}}"));
        assertThat(Chart.variable(container(scaling, "flipside-controller"), "FLIPSIDE_SCALER_ENABLED"))
                .isEqualTo("true");
        JsonNode scaled = scaling.only("Deployment", "flipside-gpu-tiny");
        assertThat(scaled.at("/metadata/annotations/flipside.io~1queue").asText())
                .isEqualTo("flipside.gpu.tiny");
        assertThat(scaled.at("/spec/replicas").isMissingNode())
                .as("an upgrade does not undo what the scaler did")
                .isTrue();
    }

    @Test
    @Tag("settings.yaml")
    void settingsOfKafkaHaveTheirOwnNamesAndAChangeOfSettingsStartsPodsAnew() {
        Chart.Rendered rendered =
                Chart.render(Chart.values("kafka: {settings: {security.protocol: SASL_SSL}}\ntemporal: {tls: true}"));
        JsonNode data = rendered.only("ConfigMap", "flipside-settings").path("data");
        assertThat(data.path("FLIPSIDE_KAFKA_SECURITY_PROTOCOL").asText()).isEqualTo("SASL_SSL");
        assertThat(data.path("FLIPSIDE_TEMPORAL_TLS").asText()).isEqualTo("true");
        String annotation = "/spec/template/metadata/annotations/flipside.io~1settings";
        assertThat(rendered.only("Deployment", "flipside-cpu").at(annotation))
                .isNotEqualTo(Chart.render(Chart.values(""))
                        .only("Deployment", "flipside-cpu")
                        .at(annotation));
    }

    @Test
    @Tag("serviceaccounts.yaml")
    void eachThatTalksToTheClusterHasAnAccountOfItsOwn() {
        assertThat(Chart.render(Chart.values("controller: {enabled: true}")).kind("ServiceAccount").stream()
                        .map(Chart.Rendered::nameOf))
                .containsExactlyInAnyOrder("flipside", "flipside-gpu", "flipside-controller");
    }

    @Test
    @Tag("rbac.yaml")
    void nobodyMayListSecretsDeleteAnythingButALeaseOrUseAWildcard() {
        Chart.Rendered rendered = Chart.render(Chart.values("controller: {enabled: true}"));
        for (String kind : List.of("Role", "ClusterRole")) {
            rendered.kind(kind).forEach(role -> role.path("rules").forEach(rule -> {
                assertThat(texts(rule.path("resources"))).doesNotContain("*");
                assertThat(texts(rule.path("verbs"))).doesNotContain("*", "deletecollection");
                assertThat(texts(rule.path("apiGroups"))).doesNotContain("*");
                if (texts(rule.path("verbs")).contains("delete")) {
                    assertThat(texts(rule.path("resources"))).containsExactly("leases");
                }
                if (texts(rule.path("resources")).contains("secrets")) {
                    assertThat(texts(rule.path("verbs"))).containsExactly("get");
                    assertThat(Chart.Rendered.nameOf(role)).isEqualTo("flipside-controller");
                }
            }));
        }
    }

    @Test
    @Tag("rbac.yaml")
    void rightsAreThoseThatTheManifestsGive() {
        Path rights = Chart.REPOSITORY.resolve("k8s/rbac");
        assumeThat(rights).as("SKIPPED: no k8s/rbac to compare with").isDirectory();
        Chart.Rendered rendered = Chart.render(Chart.values("controller: {enabled: true}"));
        assertThat(granted(rendered.objects(), "controller"))
                .isEqualTo(granted(documents(rights.resolve("controller.yaml")), ""));
        assertThat(granted(rendered.objects(), "gpu")).isEqualTo(granted(documents(rights.resolve("worker.yaml")), ""));
    }

    private static List<JsonNode> documents(Path file) {
        try {
            return Yaml.documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** group/resource/verb of every rule of roles that are for somebody. */
    private static Set<String> granted(List<JsonNode> objects, String whom) {
        Set<String> granted = new TreeSet<>();
        objects.stream()
                .filter(object -> object.path("kind").asText().endsWith("Role"))
                .filter(role -> Chart.Rendered.nameOf(role).contains(whom)
                        || whom.equals("controller")
                                && Chart.Rendered.nameOf(role).contains("definitions"))
                .forEach(role -> role.path("rules").forEach(rule -> texts(rule.path("apiGroups"))
                        .forEach(group -> texts(rule.path("resources")).forEach(resource -> texts(rule.path("verbs"))
                                .forEach(verb -> granted.add(group + "/" + resource + "/" + verb))))));
        return granted;
    }

    @Test
    @Tag("poddisruptionbudgets.yaml")
    void aDrainEndsOnePodOfARoleAtATimeAndIsNeverHeldUpForEver() {
        Chart.Rendered rendered = Chart.render(Chart.values(""));
        assertThat(rendered.kind("PodDisruptionBudget"))
                .hasSameSizeAs(rendered.kind("Deployment"))
                .allMatch(budget -> budget.at("/spec/maxUnavailable").asInt() == 1
                        && !budget.path("spec").has("minAvailable"));
    }

    @Test
    @Tag("networkpolicies.yaml")
    void nothingComesInOrGoesOutButWhatIsNamed() {
        Chart.Rendered rendered = Chart.render(Chart.values(""));
        JsonNode deny = rendered.only("NetworkPolicy", "flipside-deny").path("spec");
        assertThat(texts(deny.path("policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
        assertThat(deny.at("/podSelector/matchLabels").size()).isEqualTo(2);
        JsonNode cached = Chart.render(Chart.values("networkPolicy: {dnsTo: [{ipBlock: {cidr: 169.254.20.10/32}}]}"))
                .only("NetworkPolicy", "flipside-services");
        assertThat(cached.at("/spec/egress/0/to/0/ipBlock/cidr").asText()).isEqualTo("169.254.20.10/32");
        JsonNode services = rendered.only("NetworkPolicy", "flipside-services").at("/spec/egress/1/ports");
        assertThat(services.findValuesAsText("port")).containsExactlyInAnyOrder("7233", "9000", "9092");
        assertThat(rendered.kind("NetworkPolicy").stream()
                        .filter(policy -> texts(policy.at("/spec/policyTypes")).contains("Ingress"))
                        .flatMap(policy -> policy.at("/spec/ingress").findValuesAsText("port").stream()))
                .containsOnly("8080");
    }

    @Test
    @Tag("monitoring.yaml")
    void whoScrapesGivesTheTokenAndFindsDashboardAndAlerts() {
        assertThat(Chart.render(Chart.values("")).kind("ServiceMonitor")).isEmpty();
        Chart.Rendered rendered = Chart.render(Chart.values(
                "telemetry: {serviceMonitor: {enabled: true}, rules: {enabled: true}, dashboard: {enabled: true}}"));
        JsonNode endpoint = rendered.only("ServiceMonitor", "flipside").at("/spec/endpoints/0");
        assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
        assertThat(endpoint.at("/authorization/credentials/name").asText()).isEqualTo("flipside-http");
        assertThat(rendered.only("PrometheusRule", "flipside").at("/spec/groups/0/rules"))
                .hasSizeGreaterThan(3);
        assertThat(rendered.only("ConfigMap", "flipside-dashboard")
                        .at("/data/flipside.json")
                        .asText())
                .contains("\"uid\": \"flipside\"");
    }

    @Test
    @Tag("scaledobjects.yaml")
    void kedaCountsWhatIsAtWorkBesideWhatWaits() {
        Chart.Rendered rendered = Chart.render(
                Chart.values(
                        """
                        keda: {prometheus: "http://prometheus.monitoring.svc:9090"}
                        generators: {tiny: {autoscaling: {by: keda, maxReplicas: 4}}}
                        """));
        JsonNode scaled = rendered.only("ScaledObject", "flipside-gpu-tiny").path("spec");
        assertThat(scaled.at("/scaleTargetRef/name").asText()).isEqualTo("flipside-gpu-tiny");
        assertThat(scaled.at("/triggers/0/metadata/query").asText())
                .contains("flipside_queue_in_flight", "flipside_queue_backlog", "flipside.gpu.tiny", "audits");
        assertThat(scaled.path("minReplicaCount").asInt(1)).isZero();
    }

    @Test
    @Tag("priorityclass.yaml")
    void aPriorityIsMadeAndUsedByThePodsThatSearch() {
        Chart.Rendered rendered = Chart.render(Chart.values("priorityClass: {name: search, create: true, value: 7}"));
        assertThat(rendered.only("PriorityClass", "search").path("value").asInt())
                .isEqualTo(7);
        assertThat(rendered.only("Deployment", "flipside-gpu-tiny")
                        .at("/spec/template/spec/priorityClassName")
                        .asText())
                .isEqualTo("search");
    }

    @Test
    @Tag("localqueue.yaml")
    void podsThatSearchWaitInAQueueOfKueue() {
        Chart.Rendered rendered = Chart.render(Chart.values("kueue: {queue: audits, clusterQueue: gpus}"));
        assertThat(rendered.only("LocalQueue", "audits")
                        .at("/spec/clusterQueue")
                        .asText())
                .isEqualTo("gpus");
        assertThat(rendered.only("Deployment", "flipside-gpu-tiny")
                        .at("/metadata/labels/kueue.x-k8s.io~1queue-name")
                        .asText())
                .isEqualTo("audits");
    }

    @Test
    @Tag("resourceclaimtemplates.yaml")
    void aGpuMayBeClaimedInsteadOfCounted() {
        Chart.Rendered rendered = Chart.render(Chart.values(GPU + "    claim: {enabled: true}\n"));
        JsonNode template = rendered.only("ResourceClaimTemplate", "flipside-gpu-tiny");
        assertThat(template.at("/spec/spec/devices/requests/0/exactly/deviceClassName")
                        .asText())
                .isEqualTo("gpu.nvidia.com");
        JsonNode pod = rendered.only("Deployment", "flipside-gpu-tiny").at("/spec/template/spec");
        assertThat(pod.at("/resourceClaims/0/resourceClaimTemplateName").asText())
                .isEqualTo("flipside-gpu-tiny");
        assertThat(pod.at("/containers/0/resources/claims/0/name").asText()).isEqualTo("gpu");
        assertThat(pod.at("/containers/0/resources/limits").has("nvidia.com/gpu"))
                .isFalse();
    }

    @Test
    @Tag("list.yaml")
    void helmTestAsksTheApiAsAnybodyWould() throws IOException {
        JsonNode test = Chart.render(Chart.values("")).only("Pod", "flipside-test");
        assertThat(Files.readString(Chart.FOLDER.resolve("templates/tests/list.yaml")))
                .contains("helm.sh/hook: test");
        assertThat(texts(test.at("/spec/containers/0/args"))).contains("list", "--server=http://flipside-api:8080");
    }

    @Test
    @Tag("NOTES.txt")
    void theNotesSayTheNextStepAndWarnOfWhatNeedsIt() {
        assertThat(Chart.notes(Chart.values("")))
                .contains("helm test flipside --namespace audits", "get secret flipside-http", "./flipside submit")
                .doesNotContain("WARNING", "set-current-version");
        assertThat(Chart.notes(Chart.values("temporal: {deployment: {name: flipside, build: '7'}}")))
                .contains("set-current-version --deployment-name flipside --build-id 7");
        String claims = GPU + "    claim: {enabled: true}\n";
        assertThat(Chart.notes(Chart.values(claims))).contains("WARNING", "(DRA)", "Keep a node");
        assertThat(Chart.notes(
                        Chart.values(claims + "    autoscaling: {by: controller}\ncontroller: {enabled: true}\n")))
                .contains("scales to zero", "autoscaling.minReplicas");
        assertThat(Chart.notes(Chart.values("networkPolicy: {enabled: false}"))).contains("WARNING");
    }
}
