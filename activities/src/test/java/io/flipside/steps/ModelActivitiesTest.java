package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.SearchPlan;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.search.SearchSettings;
import io.flipside.store.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of one worker, one after another, on the shipped models and a real store. */
class ModelActivitiesTest {
    private static final SearchPlan PLAN = new SearchPlan(0, 2, 1, 0.02, 1e5, 3, 0, 0, 0, 0);

    @TempDir
    Path folder;

    private final List<AuditEvent> told = new ArrayList<>();
    private boolean dieAfterTelling;
    private TestStore store;
    private TinyWorld world;
    private ModelActivities models;
    private RecordActivities records;
    private ModelSteps steps;
    private RecordSteps notes;

    @BeforeEach
    void start() {
        store = new TestStore(folder.resolve("s3"));
        world = new TinyWorld(folder);
        InstantSource clock = InstantSource.system();
        WorkerParts parts = new WorkerParts(
                store.store(), world.shelf, folder.resolve("cache"), clock, SearchSettings.DEFAULT_GRAPH_BUDGET);
        models = new ModelActivities(parts, () -> details -> {});
        records = new RecordActivities(parts, this::tell, () -> details -> {});
        steps = models;
        notes = records;
    }

    @AfterEach
    void stop() {
        models.close();
        records.close();
        store.close();
    }

    /** One audit, step by step. */
    private final class Audit {
        private final String id;
        private final AuditRequest request;
        private ClipFacts clip;
        private ModelFacts admitted;
        private Condition condition;

        Audit(String id, Optional<ArtifactRef> adapter) {
            this.id = id;
            this.request = TinyWorld.request(world.clip(store.store()), adapter, PLAN);
        }

        Audit admit() {
            clip = notes.prepare(id, request);
            admitted = steps.admit(id, request, clip);
            return this;
        }

        Audit condition() {
            condition = steps.condition(id, request, clip, admitted);
            return this;
        }

        StageInput stage() {
            return new StageInput(id, request, clip, 1, condition.state(), condition.fingerprint());
        }

        String search() {
            return steps.search(stage()).state().sha256();
        }
    }

    @Test
    void auditsWithAndWithoutAnAdapterTakeTurnsAtTheModelsAndGiveTheBitsOfEachAlone() {
        Optional<ArtifactRef> adapter = Optional.of(world.adapter(store.store()));
        String plain = new Audit("plain", Optional.empty()).admit().condition().search();
        String adapted = new Audit("adapted", adapter).admit().condition().search();
        assertThat(adapted).isNotEqualTo(plain);

        List<Audit> mixed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            mixed.add(new Audit("mixed-" + i, i % 2 == 0 ? Optional.empty() : adapter));
        }
        mixed.forEach(Audit::admit);
        mixed.forEach(Audit::condition);
        List<String> ends = mixed.stream().map(Audit::search).toList();
        assertThat(ends).containsExactly(plain, adapted, plain, adapted);
    }

    @Test
    void aLoadThatFailsBetweenTwoGoodOnesLeavesACleanState() {
        String before =
                new Audit("before", Optional.empty()).admit().condition().search();
        ArtifactRef rubbish =
                store.store().put("inputs/r.safetensors", "rubbish".getBytes(StandardCharsets.UTF_8), "x/y");
        assertThatThrownBy(() -> new Audit("broken", Optional.of(rubbish)).admit())
                .isInstanceOf(Refusal.class);
        assertThat(new Audit("after", Optional.empty()).admit().condition().search())
                .isEqualTo(before);
    }

    @Test
    void modelsThatWereSwappedBetweenTwoStepsAreNoticedAndTheAuditGoesOnWhenTheyAreBack() throws IOException {
        String undisturbed =
                new Audit("undisturbed", Optional.empty()).admit().condition().search();
        Audit audit = new Audit("swapped", Optional.empty()).admit().condition();
        Path weights = world.classifier("tiny").resolve("model.safetensors");
        byte[] original = Files.readAllBytes(weights);
        TinyWorld.changeSlightly(weights);
        assertThatThrownBy(audit::search)
                .hasStackTraceContaining(
                        "file 'model.safetensors' of the classifier is not what the audit was admitted");
        Files.write(weights, original);
        assertThat(audit.search()).isEqualTo(undisturbed);
    }

    @Test
    void aMissingModelFolderIsThisWorkersTroubleAndNamesWhatThereIs() {
        Audit audit = new Audit("missing", Optional.empty());
        AuditRequest r = audit.request;
        AuditRequest elsewhere = new AuditRequest(
                r.clip(), "elsewhere", "tiny", r.adapter(), r.targetClass(), r.search(), 1, r.policies(), r.parent());
        ClipFacts clip = notes.prepare("missing", elsewhere);
        assertThatThrownBy(() -> steps.admit("missing", elsewhere, clip))
                .isInstanceOf(WorkerTrouble.class)
                .hasMessageContaining("no 'elsewhere' among the classifiers of this worker (tiny)");
        TinyWorld.copy(world.classifier("tiny"), world.classifier("elsewhere"));
        assertThatCode(() -> steps.admit("missing", elsewhere, clip)).doesNotThrowAnyException();
    }

    @Test
    void theRecordNamesWhatWasUsedAndNoPathOfAWorker() throws IOException {
        Audit audit = new Audit("recorded", Optional.empty()).admit().condition();
        StageReport report = steps.search(audit.stage());
        Rendering rendering = steps.render(new RenderInput(audit.id, audit.request, audit.clip, report.state()));
        Evaluation evaluation = steps.evaluate(new EvaluateInput(
                audit.id, audit.request, audit.clip, audit.admitted, List.of(report), rendering, Optional.empty()));
        Path result = store.store().fetch(evaluation.files().get("result.json"), folder.resolve("fetched"));
        String json = Files.readString(result);
        assertThat(json)
                .contains("\"clip\" : \"" + audit.request.clip().uri() + "\"")
                .contains(audit.admitted.classifierSha256().get("model.safetensors"))
                .doesNotContain(folder.toString())
                .doesNotContain(System.getProperty("java.io.tmpdir"));
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.at("/metrics/ssim").asDouble())
                .isEqualTo(evaluation.figure("ssim").orElseThrow());
        assertThat(read.at("/metrics/firstFrameSsim").asDouble())
                .isEqualTo(evaluation.figure("firstFrameSsim").orElseThrow());
        assertThat(read.at("/metricDetails/ssim/figures/ssim/direction").asText())
                .isEqualTo("higher-is-nearer");
        assertThat(read.at("/stages/0/label").asText()).isEqualTo("n=1");
        assertThat(read.at("/updateFields").toString())
                .isEqualTo("[\"stage\",\"iteration\",\"loss\",\"crossEntropy\",\"style\",\"targetProbability\"]");
        assertThat(read.at("/updates/0").size())
                .isEqualTo(read.at("/updateFields").size());
        assertThat(audit.admitted.provenance().orElseThrow().engine()).startsWith("PyTorch ");
        assertThat(audit.admitted.provenance().orElseThrow().code()).matches("[0-9a-f]{16}");
    }

    @Test
    void stoppingEarlyKeepsTheLogsOfFinishedStagesAndPointsAtTheBestState() {
        Audit audit = new Audit("stopped", Optional.empty()).admit().condition();
        StageReport first = steps.search(audit.stage());
        String log = "audits/stopped/stages/1.json";
        String before = store.store().stat(log).orElseThrow().sha256();
        StageInput second =
                new StageInput("stopped", audit.request, audit.clip, 2, first.state(), audit.condition.fingerprint());
        StageReport best = notes.keepBest(second);
        assertThat(store.store().stat(log).orElseThrow().sha256()).isEqualTo(before);
        assertThat(best.state().key()).startsWith("audits/stopped/checkpoints/");
        assertThat(store.store().stat(best.state().key())).contains(best.state());
        assertThat(best.stage()).isEqualTo(1);
    }

    @Test
    void anEventThatIsToldAgainIsWhatWasToldFirstWhateverTheClockSaysThen() {
        dieAfterTelling = true;
        assertThatThrownBy(() -> notes.announce(new AuditEvent("a", "stage.completed", "1", 1_000, Map.of("stage", 1))))
                .hasStackTraceContaining("killed");
        dieAfterTelling = false;
        notes.announce(new AuditEvent("a", "stage.completed", "1", 2_000, Map.of("stage", 1)));
        notes.announce(new AuditEvent("a", "stage.completed", "1", 3_000, Map.of("stage", 1)));
        assertThat(told).extracting(AuditEvent::timeMillis).containsExactly(1_000L, 1_000L);
    }

    private void tell(AuditEvent event) {
        told.add(event);
        if (dieAfterTelling) {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void anAuditOverWhichWorkersDiedIsSetAsideAndOthersGoOn() {
        for (int death = 0; death < Deaths.MOST; death++) {
            new Deaths(store.store(), InstantSource.system()).begin("poisoned", "admit", "loading");
        }
        assertThatThrownBy(() -> new Audit("poisoned", Optional.empty()).admit())
                .hasStackTraceContaining("3 workers died");
        assertThatCode(() -> new Audit("another", Optional.empty()).admit()).doesNotThrowAnyException();
    }
}
