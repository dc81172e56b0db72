package io.flipside.durability;

import static io.flipside.durability.AuditObjects.audit;
import static io.flipside.durability.AuditObjects.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.flipside.audit.AuditOutcome;
import io.flipside.cluster.Controller;
import io.flipside.cluster.resource.Audit;
import io.flipside.cluster.resource.AuditCampaign;
import io.flipside.cluster.resource.AuditState;
import io.flipside.cluster.resource.CampaignState;
import io.flipside.cluster.resource.Condition;
import io.flipside.cluster.resource.Conditions;
import io.flipside.cluster.resource.Layout;
import io.flipside.desk.AuditView;
import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import io.flipside.record.AuditKeys;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audits as objects of a real API server, where its programs are present. */
class ClusterIT {
    private static final Path HOME = Path.of(System.getProperty("flipside.home"));
    private static final String NAMESPACE = AuditObjects.NAMESPACE;

    @TempDir
    static Path scratch;

    private static KubeServer kube;
    private static KubernetesClient cluster;
    private static EmbeddedProcess embedded;
    private static AuditService service;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> missing = KubePrograms.missing(KubePrograms.SERVER);
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        kube = KubeServer.start(scratch.resolve("kube"));
        cluster = kube.client();
        assertThat(kube.kubectl(
                                "",
                                "apply",
                                "--server-side",
                                "-f",
                                HOME.resolve("k8s/crds").toString())
                        .status())
                .isZero();
        AuditObjects.keepClip(cluster, scratch);
        embedded = EmbeddedProcess.start(HOME, scratch.resolve("data"));
        System.setProperty("kubeconfig", AuditObjects.controllersRights(kube).toString());
        System.setProperty("flipside.controller.poll", "1");
        System.setProperty("flipside.controller.lease-seconds", "3");
        EnumSet<Role> roles = Role.all();
        roles.add(Role.CONTROLLER);
        service = AuditService.start(TestSettings.of(embedded.settings(), roles, scratch));
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
            embedded.close();
        }
        if (kube != null) {
            cluster.close();
            kube.close();
        }
        List.of("kubeconfig", "flipside.controller.poll", "flipside.controller.lease-seconds")
                .forEach(System::clearProperty);
    }

    private static KubeServer.Answer apply(String yaml) {
        return kube.kubectl(yaml, "apply", "-f", "-");
    }

    private static AuditState state(String name) {
        return Optional.ofNullable(cluster.resources(Audit.class)
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .get())
                .map(Audit::getStatus)
                .orElse(AuditState.NONE);
    }

    private static Condition condition(String name, String type, String reason) {
        Condition[] found = new Condition[1];
        Audits.await(() -> {
            Optional<Condition> there = Conditions.of(state(name).conditions(), type);
            there.ifPresent(condition -> found[0] = condition);
            return there.map(Condition::reason).filter(reason::equals).isPresent();
        });
        return found[0];
    }

    private static AuditView view(String name) {
        return service.desk().results().show(state(name).auditId().orElseThrow());
    }

    private static final String LONG =
            "plan: {budget: {iterations: 5000}, schedule: {denoisingSteps: 1}, stop: {confidence: 0}}";

    @Test
    void anAuditThatIsAppliedComesToItsVerdictAndItsObjectSaysSo() {
        assertThat(apply(audit("good", of("up", ""))).status()).isZero();
        Condition complete = condition("good", Conditions.COMPLETE, "Flipped");
        assertThat(complete.message()).contains("'up'");
        AuditState state = state("good");
        AuditOutcome.Flipped flipped =
                (AuditOutcome.Flipped) view("good").outcome().orElseThrow();
        AuditState.Result result = state.result().orElseThrow();
        assertThat(result.verdict()).isEqualTo("Flipped");
        assertThat(result.confidence()).contains(flipped.evaluation().confidence());
        assertThat(result.targetProbability()).contains(flipped.evaluation().targetProbability());
        assertThat(result.record())
                .contains(service.desk()
                        .files()
                        .file(state.auditId().orElseThrow(), AuditKeys.RECORD)
                        .orElseThrow()
                        .uri());
        assertThat(result.artifacts().orElseThrow())
                .containsOnlyKeys(flipped.evaluation().files().keySet());
        assertThat(Conditions.holds(state.conditions(), Conditions.ACCEPTED)).isTrue();
        assertThat(kube.kubectl("", "get", "audits").text())
                .contains("STAGE", "VERDICT", "CONFIDENCE", "AGE", "good", "Flipped");
        assertThat(kube.kubectl("", "explain", "audit.spec.targetClass").text())
                .contains("the class that the counterfactual shall be called");
        assertThat(cluster.v1().events().inNamespace(NAMESPACE).list().getItems())
                .filteredOn(event -> event.getInvolvedObject().getName().equals("good"))
                .extracting(Event::getReason)
                .contains("Submitted", "Flipped");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no target        | clip: {uri: "s3://b/c.mp4"}                                        | spec.targetClass: Required value
                    blank target     | clip: {uri: "s3://b/c.mp4"}; targetClass: "  "                     | not all of them blank
                    other scheme     | clip: {uri: "http://b/c.mp4"}; targetClass: up                     | s3://bucket/key
                    no file          | clip: {mediaType: video/mp4}; targetClass: up                      | name the file by uri
                    two files        | clip: {uri: "s3://b/c", secretKeyRef: {name: a, key: b}}; targetClass: up | not by both
                    no updates       | clip: {uri: "s3://b/c"}; targetClass: up; plan: {budget: {iterations: 0}} | greater than or equal to 1
                    steps            | clip: {uri: "s3://b/c"}; targetClass: up; plan: {schedule: {denoisingSteps: 2, lastSteps: 3}} | lastSteps must be 0 to denoisingSteps
                    a wrong word     | clip: {uri: "s3://b/c"}; targetClas: up                            | unknown field "spec.targetClas"
                    no such preset   | clip: {uri: "s3://b/c"}; targetClass: up; preset: fast             | Unsupported value: "fast"
                    not a number     | clip: {uri: "s3://b/c"}; targetClass: up; seed: one                | spec.seed
                    a queue's name   | clip: {uri: "s3://b/c"}; targetClass: up; generator: "no/queue"    | must be 1 to 100 letters
                    """)
    void anAuditThatCannotBeIsRefusedWhereItIsWritten(String what, String spec, String reason) {
        KubeServer.Answer answer = apply(audit("bad", spec.replace("; ", "\n")));
        assertThat(answer.status()).as(answer.text()).isNotZero();
        assertThat(answer.text()).contains(reason);
    }

    @Test
    void anObjectOfTheVersionBeforeIsRefusedWithWhatToDo() {
        KubeServer.Answer answer = apply(audit("old", of("up", "")).replace("v1alpha1", "v1alpha0"));
        assertThat(answer.status()).isNotZero();
        assertThat(answer.text()).contains("no matches for kind", "ensure CRDs are installed first");
    }

    @Test
    void whatIsAskedNeverChanges() {
        assertThat(apply(audit("settled", of("nothing", ""))).status()).isZero();
        KubeServer.Answer answer = apply(audit("settled", of("up", "")));
        assertThat(answer.status()).isNotZero();
        assertThat(answer.text()).contains("targetClass never changes: delete this object and create it anew");
        assertThat(apply(audit("settled", of("nothing", "paused: false"))).status())
                .isZero();
    }

    @Test
    void whatOnlyTheServiceCanKnowIsSaidByAConditionWithTheNextStep() {
        apply(audit("no-class", of("sideways", "")));
        apply(audit("no-generator", of("up", "generator: elsewhere")));
        apply(audit("no-file", "clip: {uri: \"s3://flipside/inputs/none.mkv\"}\ntargetClass: up"));
        apply(audit("other-bucket", "clip: {uri: \"s3://others/clip.mkv\"}\ntargetClass: up"));
        apply(audit("no-secret", "clip: {secretKeyRef: {name: none, key: clip.mkv}}\ntargetClass: up"));
        cluster.secrets()
                .inNamespace(NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("password")
                        .endMetadata()
                        .addToData("clip.mkv", "c2VjcmV0")
                        .build())
                .create();
        apply(audit("a-password", "clip: {secretKeyRef: {name: password, key: clip.mkv}}\ntargetClass: up"));
        assertThat(condition("no-generator", Conditions.ACCEPTED, "InvalidField")
                        .message())
                .contains("'generator'", "It has tiny", "create it anew");
        assertThat(condition("no-file", Conditions.ACCEPTED, "FileMissing").message())
                .contains("s3://flipside/inputs/none.mkv", "Upload it");
        assertThat(condition("other-bucket", Conditions.ACCEPTED, "InvalidField")
                        .message())
                .contains("must be in our bucket");
        assertThat(condition("a-password", Conditions.ACCEPTED, "SecretOfAnotherType")
                        .message())
                .contains("Opaque", "--type=flipside.io/clip");
        assertThat(condition("no-secret", Conditions.ACCEPTED, "SecretMissing").message())
                .contains("kubectl -n default create secret generic none");
        assertThat(state("no-secret").auditId()).isEmpty();
        assertThat(condition("no-class", Conditions.COMPLETE, "Refused").message())
                .contains("sideways");
        assertThat(state("no-class")
                        .result()
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo("class-unknown");
        // what was missing comes
        cluster.secrets()
                .inNamespace(NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .endMetadata()
                        .withType(Layout.CLIP_SECRET)
                        .addToData("clip.mkv", "bm8gY2xpcA==")
                        .build())
                .create();
        condition("no-secret", Conditions.ACCEPTED, "Submitted");
        condition("no-secret", Conditions.COMPLETE, "Refused");
    }

    @Test
    void anAuditIsHeldByItsSpecAndEndsWithItsObjectButForItsRecord() {
        apply(audit("long", of("up", LONG)));
        Audits.await(() ->
                state("long").progress().flatMap(AuditState.Progress::update).isPresent());
        assertThat(state("long").progress().orElseThrow().stage()).contains("1/1");
        apply(audit("long", of("up", LONG + "\npaused: true")));
        condition("long", Conditions.RUNNING, "Paused");
        apply(audit("long", of("up", LONG + "\npaused: false")));
        condition("long", Conditions.RUNNING, "AtWork");
        String id = state("long").auditId().orElseThrow();
        assertThat(kube.kubectl("", "delete", "audit", "long").status()).isZero();
        assertThat(cluster.resources(Audit.class)
                        .inNamespace(NAMESPACE)
                        .withName("long")
                        .get())
                .isNull();
        AuditOutcome.Cancelled cancelled = (AuditOutcome.Cancelled)
                service.desk().results().show(id).outcome().orElseThrow();
        assertThat(cancelled.reason()).contains("default/long");
        assertThat(service.desk().files().file(id, AuditKeys.RECORD)).isPresent();
    }

    @Test
    void aCampaignIsAnObjectToo() throws IOException {
        String clip = service.desk()
                .files()
                .upload(
                        Base64.getDecoder()
                                .decode(cluster.secrets()
                                        .inNamespace(NAMESPACE)
                                        .withName("clip")
                                        .get()
                                        .getData()
                                        .get("clip.mkv")),
                        "clip.mkv",
                        "video/x-matroska")
                .uri();
        Path rows = Files.writeString(
                scratch.resolve("rows.csv"), "clip,target\n" + clip + ",nothing\n" + clip + ",nobody\n");
        kube.kubectl("", "create", "configmap", "rows", "--from-file=" + rows);
        assertThat(kube.kubectl(
                                "",
                                "apply",
                                "-f",
                                HOME.resolve("k8s/examples/campaign.yaml").toString())
                        .status())
                .isZero();
        Audits.await(() -> campaign()
                .map(CampaignState::conditions)
                .filter(conditions -> Conditions.holds(conditions, Conditions.COMPLETE))
                .isPresent());
        assertThat(campaign().orElseThrow().counts().orElseThrow()).containsEntry("refused", 2);
        assertThat(kube.kubectl("", "delete", "auditcampaign", "example").status())
                .isZero();
    }

    private static Optional<CampaignState> campaign() {
        return Optional.ofNullable(cluster.resources(AuditCampaign.class)
                        .inNamespace(NAMESPACE)
                        .withName("example")
                        .get())
                .map(AuditCampaign::getStatus);
    }

    @Test
    void twoManagersOfOneObjectKeepTheirFieldsAndTheControllerItsOwn() {
        apply(audit("shared", of("nothing", "")));
        condition("shared", Conditions.COMPLETE, "Refused");
        String by = "--server-side";
        String labelled = audit("shared", of("nothing", ""))
                .replace("{name: \"shared\"}", "{name: \"shared\", labels: {team: vision}}");
        assertThat(kube.kubectl(labelled, "apply", by, "--field-manager=bob", "-f", "-")
                        .status())
                .isZero();
        KubeServer.Answer conflict =
                kube.kubectl(labelled.replace("vision", "sound"), "apply", by, "--field-manager=carol", "-f", "-");
        assertThat(conflict.status()).isNotZero();
        assertThat(conflict.text()).contains("conflict", "bob");
        String reviewed =
                """
                apiVersion: flipside.io/v1alpha1
                kind: Audit
                metadata: {name: shared}
                status:
                  conditions:
                  - {type: Reviewed, status: "True", reason: Seen, message: by a person, lastTransitionTime: "2026-01-01T00:00:00Z"}
                """;
        assertThat(kube.kubectl(reviewed, "apply", by, "--subresource=status", "--field-manager=carol", "-f", "-")
                        .status())
                .isZero();
        apply(audit("shared", of("nothing", "paused: true")));
        Audits.await(() -> state("shared").observedGeneration() == 2);
        assertThat(state("shared").conditions())
                .extracting(Condition::type)
                .contains("Reviewed", Conditions.ACCEPTED, Conditions.COMPLETE);
        Audit shared = cluster.resources(Audit.class)
                .inNamespace(NAMESPACE)
                .withName("shared")
                .get();
        assertThat(shared.getMetadata().getLabels()).containsEntry("team", "vision");
        assertThat(shared.getMetadata().getManagedFields()).anySatisfy(entry -> {
            assertThat(entry.getManager()).isEqualTo(Layout.FIELD_MANAGER);
            assertThat(entry.getSubresource()).isEqualTo("status");
        });
    }

    @Test
    void ofTwoControllersOneIsAtWorkAndTheOtherTakesOver() throws InterruptedException {
        kube.kubectl("", "create", "namespace", "elsewhere");
        Controller first = AuditObjects.controller(kube, service.desk(), "first");
        Audits.await(first::isLeading);
        try (Controller second = AuditObjects.controller(kube, service.desk(), "second")) {
            apply(audit("theirs", of("nothing", "")).replace("\"theirs\"", "theirs, namespace: elsewhere"));
            Audits.await(() -> AuditObjects.wasLookedAt(cluster, "theirs"));
            assertThat(first.isLeading()).isTrue();
            assertThat(second.isLeading()).isFalse();
            Lease lease = cluster.leases()
                    .inNamespace("elsewhere")
                    .withName("flipside-controller")
                    .get();
            assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("first");
            first.close();
            Audits.await(second::isLeading);
            apply(audit("later", of("nothing", "")).replace("\"later\"", "later, namespace: elsewhere"));
            Audits.await(() -> AuditObjects.wasLookedAt(cluster, "later"));
        }
    }

    @Test
    void nothingIsLostWhileTheApiServerIsAway() {
        apply(audit("outlives", of("up", LONG)));
        Audits.await(() -> state("outlives").auditId().isPresent());
        String id = state("outlives").auditId().orElseThrow();
        kube.goAway();
        // longer than the lease: whoever held it has lost it
        Audits.pause(6_000);
        service.desk().control().cancel(id, "while nobody was there");
        kube.comeBack();
        assertThat(condition("outlives", Conditions.COMPLETE, "Cancelled").message())
                .contains("while nobody was there");
        apply(audit("afterwards", of("nothing", "")));
        condition("afterwards", Conditions.COMPLETE, "Refused");
    }
}
