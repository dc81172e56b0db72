package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.StepTrouble;
import io.flipside.audit.Verdict;
import io.flipside.audit.plan.Policies;
import io.flipside.desk.AuditIds;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.steps.ShippedModels;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of other models, broken ones and ones that kill their worker, beside honest ones in the same process. */
class NeighboursIT {
    private static final int AT_ONCE = Integer.getInteger("flipside.neighbours", 6);
    private static final int DEATHS = 3;
    private static final Pattern SERVER = Pattern.compile("(http://[^/\\s]+)/api/audits");

    @TempDir
    static Path scratch;

    private static EmbeddedProcess embedded;
    private static AuditService api;
    private static ArtifactStore store;
    private static Path shelf;
    private static final List<WorkerProcess> WORKERS = new ArrayList<>();

    @BeforeAll
    static void start() {
        embedded = EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
        api = AuditService.start(TestSettings.of(embedded.settings(), Set.of(Role.API), scratch));
        store = TestSettings.store(embedded.settings());
        shelf = ModelShelves.two(scratch.resolve("models"));
    }

    @AfterEach
    void stopWorkers() {
        WORKERS.forEach(WorkerProcess::terminate);
        WORKERS.clear();
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
        embedded.close();
    }

    @Test
    void auditsOfTwoClassifiersTwoGeneratorsAndAnAdapterAtOnceGiveTheBitsOfEachAlone() {
        Audits audits = new Audits(api.desk(), store, Audits.plan(1, 2));
        List<AuditRequest> kinds = kinds(audits);
        worker().awaitReady();
        List<Audits.Bits> alone = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            alone.add(audits.bits(api.desk().control().submit(kinds.get(kind), "alone-" + kind)));
        }
        assertThat(alone).doesNotHaveDuplicates();
        long begin = System.nanoTime();
        List<String> together = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            together.add(api.desk().control().submit(kinds.get(i % kinds.size()), "together-" + i));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(audits.bits(together.get(i))).as("audit " + i).isEqualTo(alone.get(i % kinds.size()));
        }
        Tables.write(
                "neighbours",
                List.of(AT_ONCE
                        + " audits at once over two classifiers, two generators, with and without an adapter, on"
                        + " one worker: all ended, bits equal to each alone, "
                        + (System.nanoTime() - begin) / 1_000_000_000 + " s"));
    }

    @Test
    void anAuditThatTakesItsWorkerDownThreeTimesIsSetAsideAndTheOthersGoOn() {
        Audits audits = new Audits(api.desk(), store, Audits.plan(300, 1));
        AuditRequest deadly = rarelyKept(audits.request(scratch, 0));
        String poisoned = api.desk().control().submit(deadly, "poisoned");
        for (int death = 0; death < DEATHS; death++) {
            WorkerProcess worker = worker().awaitReady();
            Audits.await(() -> worker.begun().stream().anyMatch(line -> line.startsWith(poisoned)));
            worker.kill();
        }
        worker().awaitReady();
        Audits shorter = new Audits(api.desk(), store, Audits.plan(2, 1));
        String honest = api.desk().control().submit(shorter.request(scratch, 1), "honest");
        assertThat(audits.await(poisoned).verdict()).isEqualTo(Verdict.SET_ASIDE);
        assertThat(shorter.await(honest).judged()).isPresent();
        assertThat(api.desk().results().show(poisoned).outcome().orElseThrow().toString())
                .contains("3 workers died", "rerun");

        String again = api.desk().control().rerun(poisoned, 1, "again");
        Audits.await(() -> audits.toldUpdates(again) > 1);
        api.desk().control().cancel(again, "seen to go on");
        assertThat(audits.await(again).verdict()).isEqualTo(Verdict.CANCELLED);
    }

    @Test
    void aFaultOfThisProgramEndsOneAuditAsFailedAndIsTold() {
        Audits audits = new Audits(api.desk(), store, Audits.plan(2, 1));
        AuditRequest request = audits.request(scratch, 0);
        String broken = AuditIds.of("/flipside/api", "broken");
        // stands for any state that this program cannot handle
        store.put(
                "audits/" + broken + "/steps/prepare.json", "[]".getBytes(StandardCharsets.UTF_8), "application/json");
        worker().awaitReady();
        assertThat(api.desk().control().submit(request, "broken")).isEqualTo(broken);
        assertThat(audits.await(broken).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(PublishedEvents.ids(embedded.settings().get("flipside.kafka.bootstrap.servers")))
                .contains(broken + "/failed");
        assertThat(audits.await(api.desk().control().submit(request, "sound")).judged())
                .isPresent();
    }

    @Test
    void troubleOfAWorkerIsShownTakesReadinessDownAndIsOvercome() throws IOException {
        Audits audits = new Audits(api.desk(), store, Audits.plan(2, 1));
        Path missing = shelf.resolve("classifiers/late");
        WorkerProcess worker = worker().awaitReady();
        String audit = api.desk().control().submit(named(audits.request(scratch, 0), "late", "tiny"), "late");
        Audits.await(() -> api.desk()
                        .results()
                        .show(audit)
                        .trouble()
                        .map(StepTrouble::attempts)
                        .orElse(0)
                >= 3);
        assertThat(api.desk().results().show(audit).trouble().orElseThrow().message())
                .contains("no 'late' among the classifiers");
        JsonNode progress =
                TestJson.of(api.desk().results().show(audit).progress().orElseThrow());
        assertThat(progress.path("trouble").path("message").asText()).contains("no 'late'");
        String ready = server(worker) + "/q/health/ready";
        Audits.await(() -> get(ready).statusCode() == 503);
        assertThat(get(ready).body()).contains("no 'late' among the classifiers");
        ShippedModels.copy(shelf.resolve("classifiers/tiny"), missing);
        assertThat(audits.await(audit).judged()).isPresent();
        assertThat(get(ready).statusCode()).isEqualTo(200);
        assertThat(Files.exists(missing)).isTrue();
    }

    private static List<AuditRequest> kinds(Audits audits) {
        AuditRequest base = audits.request(scratch, 0);
        ArtifactRef adapter =
                store.put("inputs/adapter.safetensors", ShippedModels.adapter(), "application/octet-stream");
        List<AuditRequest> kinds = new ArrayList<>();
        for (String classifier : List.of("tiny", "other")) {
            for (String generator : List.of("tiny", "other")) {
                AuditRequest named = named(base, classifier, generator);
                kinds.add(named);
                kinds.add(new AuditRequest(
                        named.clip(),
                        classifier,
                        generator,
                        Optional.of(adapter),
                        named.targetClass(),
                        named.plan(),
                        named.seed(),
                        Optional.empty()));
            }
        }
        // each model, with and without an adapter, or all eight
        return AT_ONCE > kinds.size()
                ? kinds
                : Stream.of(0, 3, 5, 6).map(kinds::get).toList();
    }

    private static AuditRequest named(AuditRequest r, String classifier, String generator) {
        return new AuditRequest(
                r.clip(),
                classifier,
                generator,
                Optional.empty(),
                r.targetClass(),
                r.plan(),
                r.seed(),
                Optional.empty());
    }

    /** No checkpoint within the test: a worker that dies has got nowhere. */
    private static AuditRequest rarelyKept(AuditRequest r) {
        return new AuditRequest(
                r.clip(),
                r.classifier(),
                r.generator(),
                r.adapter(),
                r.targetClass(),
                r.plan().with(new Policies(2, 86_400, 1, false)),
                r.seed(),
                Optional.empty());
    }

    private static WorkerProcess worker() {
        Map<String, String> settings = ModelShelves.with(shelf, embedded.settings());
        settings.put("flipside.generators", "tiny,other");
        int number = WORKERS.size();
        WorkerProcess worker = WorkerProcess.start(
                settings,
                scratch.resolve("worker-" + System.nanoTime() + ".log"),
                "--roles",
                "workflow,cpu,gpu",
                "--data",
                scratch.resolve("worker-" + number).toString());
        WORKERS.add(worker);
        return worker;
    }

    private static String server(WorkerProcess worker) {
        Matcher server = SERVER.matcher(worker.text());
        assertThat(server.find()).as(worker.text()).isTrue();
        return server.group(1);
    }

    private static HttpResponse<String> get(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
