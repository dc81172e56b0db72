package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditStatus;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers are killed, told to go, cut off, and their newest checkpoint is damaged: the bits stay the same. */
class KillHarnessIT {
    private static final int KILLS = Integer.getInteger("flipside.kills", 4);
    private static final long SEED = Long.getLong("flipside.kill-seed", 1);
    /** Different requests; more audits than these repeat them. */
    private static final int REQUESTS = 3;

    /** One kill of so many comes at any moment, also before the search; the others while an update was begun. */
    private static final int SEARCHING = 4;

    private static final int LATEST_KILL_MILLIS = 1_500;

    private static final int ITERATIONS = Integer.getInteger("flipside.kill-iterations", 4);
    private static final int STEPS = 3;
    private static final int LONG_STAGE = 12;

    @TempDir
    static Path scratch;

    private static EmbeddedProcess embedded;
    private static Map<String, String> settings = Map.of();
    private static AuditService api;
    private static Audits audits;
    private static ArtifactStore store;
    private static Map<Integer, Audits.Bits> undisturbed = Map.of();
    private static final List<WorkerProcess> WORKERS = new ArrayList<>();
    private static int submitted;

    @BeforeAll
    static void start() {
        embedded = EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
        settings = ModelShelves.with(ModelShelves.thumbnail(scratch.resolve("models")), embedded.settings());
        api = AuditService.start(TestSettings.of(settings, Set.of(Role.API), scratch));
        store = TestSettings.store(settings);
        audits = new Audits(api.desk(), store, Audits.plan(ITERATIONS, STEPS));
        undisturbed = undisturbed();
    }

    @AfterEach
    void stopWorkers() {
        WORKERS.forEach(WorkerProcess::close);
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
        embedded.close();
    }

    @Test
    void killsCostAtMostOneUpdateEachAndNoBit() {
        Random random = new Random(SEED);
        Map<String, Integer> disturbed = new HashMap<>();
        List<WorkerProcess> killed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            WorkerProcess worker = worker().awaitReady();
            keepBusy(disturbed);
            if (kill % SEARCHING != 0) {
                Audits.await(() -> !worker.begun().isEmpty());
            }
            Audits.pause(random.nextInt(LATEST_KILL_MILLIS));
            worker.kill();
            killed.add(worker);
        }
        WorkerProcess last = worker().awaitReady();
        disturbed.forEach(
                (audit, request) -> assertThat(audits.bits(audit)).as(audit).isEqualTo(undisturbed.get(request)));
        killed.add(last);
        long searching = killed.stream()
                .limit(KILLS)
                .filter(worker -> !worker.begun().isEmpty())
                .count();
        int[] cost = cost(killed);
        int needed = disturbed.size() * ITERATIONS * STEPS;
        int begun = killed.stream().mapToInt(worker -> worker.begun().size()).sum();
        long different = killed.stream()
                .flatMap(worker -> worker.begun().stream())
                .distinct()
                .count();
        Tables.write(
                "kills",
                List.of(
                        "Temporal: "
                                + (settings.get("flipside.temporal.sticky-seconds")
                                                .equals("0")
                                        ? "in memory"
                                        : "a real server"),
                        "SIGKILL " + KILLS + " times at random moments (seed " + SEED
                                + "); workers killed after they began an update: "
                                + searching,
                        "audits " + disturbed.size() + ", all bit-identical to the undisturbed ones",
                        "updates needed " + needed + ", begun " + begun,
                        "updates repeated because of one kill: at most "
                                + IntStream.of(cost).max().orElseThrow() + ", mean "
                                + String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        (double) IntStream.of(cost).sum() / KILLS)));
        // a kill may cut the line off that says what was begun last: such a one is missing here, never too many
        assertThat(different).isBetween((long) needed - KILLS, (long) needed);
        assertThat(IntStream.of(cost)).allMatch(repeated -> repeated <= 1);
        assertThat(searching).isGreaterThanOrEqualTo(KILLS - KILLS / SEARCHING - 1);
    }

    @Test
    void aWorkerThatIsToldToGoLosesNothing() {
        WorkerProcess first = worker().awaitReady();
        String audit = submit(0);
        Audits.await(() ->
                first.begun().stream().filter(line -> line.startsWith(audit)).count() >= 4);
        first.terminate();
        WorkerProcess second = worker().awaitReady();
        assertThat(audits.bits(audit)).isEqualTo(undisturbed.get(0));
        assertThat(second.begun()).doesNotContainAnyElementsOf(first.begun());
    }

    @Test
    void aDamagedNewestCheckpointIsPassedOver() throws IOException {
        WorkerProcess first = worker().awaitReady();
        String audit = submit(1);
        Audits.await(() ->
                first.begun().stream().filter(line -> line.startsWith(audit)).count() >= 4);
        first.kill();
        Audits.await(() -> api.desk().results().show(audit).status() == AuditStatus.WAITING);
        damageNewestCheckpoint(audit);
        worker().awaitReady();
        assertThat(audits.bits(audit)).isEqualTo(undisturbed.get(1));
    }

    @Test
    void aWorkerCutOffFromTemporalButNotFromTheStoreWritesNothingMore() {
        Audits longer = new Audits(api.desk(), store, Audits.plan(LONG_STAGE, 1));
        AuditRequest request = longer.request(scratch, 2);
        Audits.Bits expected;
        try (WorkerProcess alone = worker().awaitReady()) {
            expected = longer.bits(api.desk().control().submit(request, "alone"));
            alone.terminate();
        }
        Map<String, String> cutOff = new HashMap<>(settings);
        try (Wire wire = Wire.to(cutOff.get("flipside.temporal.target"))) {
            cutOff.put("flipside.temporal.target", wire.address());
            WorkerProcess first = worker(cutOff).awaitReady();
            String audit = api.desk().control().submit(request, "cut-off");
            Audits.await(() -> first.begun().stream()
                            .filter(line -> line.startsWith(audit))
                            .count()
                    >= 3);
            wire.cut();
            // it hangs until another is at work, however fast this machine is
            first.freeze();
            WorkerProcess second = worker().awaitReady();
            Audits.await(() -> second.begun().stream().anyMatch(line -> line.startsWith(audit)));
            first.thaw();
            Audits.await(() -> first.text().contains("of audit " + audit + " has been taken over by attempt"));
            assertThat(longer.bits(audit)).isEqualTo(expected);
            Set<String> both = new HashSet<>(first.begun());
            both.retainAll(new HashSet<>(second.begun()));
            // the update at work, and one more if its checkpoint was on its way just then
            assertThat(both).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static Map<Integer, Audits.Bits> undisturbed() {
        Map<Integer, Audits.Bits> bits = new HashMap<>();
        try (WorkerProcess worker = worker().awaitReady()) {
            List<String> ids = new ArrayList<>();
            for (int request = 0; request < REQUESTS; request++) {
                ids.add(submit(request));
            }
            for (int request = 0; request < REQUESTS; request++) {
                bits.put(request, audits.bits(ids.get(request)));
            }
            worker.terminate();
        }
        assertThat(new HashSet<>(bits.values())).hasSize(REQUESTS);
        return bits;
    }

    /** For each worker, how many updates that it was the last to begin had to be begun again. */
    private static int[] cost(List<WorkerProcess> workers) {
        int[] cost = new int[workers.size()];
        Map<String, Integer> lastToBegin = new HashMap<>();
        for (int i = 0; i < workers.size(); i++) {
            for (String update : workers.get(i).begun()) {
                Integer before = lastToBegin.put(update, i);
                // begun again in the same process: a busy machine, and no kill
                if (before != null && before != i) {
                    cost[before]++;
                }
            }
        }
        return cost;
    }

    // two at a time: while Temporal has yet to notice that one was lost, the next worker can be killed over the other
    private void keepBusy(Map<String, Integer> disturbed) {
        long open = disturbed.keySet().stream()
                .filter(audit -> api.desk().results().show(audit).outcome().isEmpty())
                .count();
        for (; open < 2; open++) {
            int request = disturbed.size() % REQUESTS;
            disturbed.put(submit(request), request);
        }
    }

    private static String submit(int number) {
        AuditRequest request = audits.request(scratch, number);
        return api.desk().control().submit(request, "kill-harness-" + submitted++);
    }

    private static WorkerProcess worker() {
        return worker(settings);
    }

    private static WorkerProcess worker(Map<String, String> own) {
        Path log = scratch.resolve("worker-" + WORKERS.size() + ".log");
        Map<String, String> patient = new HashMap<>(own);
        // an update on a busy machine may take longer than the usual grace
        patient.put("flipside.grace", "300");
        WorkerProcess worker = WorkerProcess.start(
                patient,
                log,
                "--roles",
                "workflow,cpu,gpu",
                "--data",
                scratch.resolve("worker-" + WORKERS.size()).toString());
        WORKERS.add(worker);
        return worker;
    }

    private void damageNewestCheckpoint(String audit) throws IOException {
        Path folder = scratch.resolve("data/s3/objects/flipside/audits/" + audit + "/checkpoints");
        try (var files = Files.walk(folder)) {
            Path newest = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .max(Comparator.comparing(file -> folder.relativize(file).toString()))
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
                file.seek(file.length() / 2);
                int old = file.read();
                file.seek(file.length() / 2);
                file.write(old ^ 1);
            }
        }
    }
}
