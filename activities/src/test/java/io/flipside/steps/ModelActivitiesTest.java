package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.StageInput;
import io.flipside.explain.ComputeSettings;
import io.flipside.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps with a model of one worker, one after another: which models each of them computes with. */
class ModelActivitiesTest {
    private static final AuditPlan PLAN =
            Presets.of("tiny").with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(2, 1));

    @TempDir
    Path folder;

    /** The end of a search without an adapter, of whichever test came first. */
    private static String undisturbed = "";

    private final MemoryStore store = new MemoryStore();
    private TinyWorld world;
    private ModelActivities models;
    private RecordActivities records;

    @BeforeEach
    void start() {
        world = new TinyWorld(folder);
        InstantSource clock = InstantSource.system();
        WorkerParts parts =
                new WorkerParts(store, world.shelf, folder.resolve("cache"), clock, ComputeSettings.DEFAULT);
        models = new ModelActivities(parts, () -> details -> {});
        records = new RecordActivities(parts, event -> {}, () -> details -> {});
    }

    @AfterEach
    void stop() {
        models.close();
        records.close();
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
            this.request = TinyWorld.request(world.clip(store), adapter, PLAN);
        }

        Audit admit() {
            clip = records.prepare(id, request);
            admitted = models.admit(id, request, clip);
            return this;
        }

        Audit condition() {
            condition = models.condition(id, request, clip, admitted);
            return this;
        }

        StageInput stage() {
            return new StageInput(id, request, clip, 1, condition.state(), condition.fingerprint());
        }

        String search() {
            return models.search(stage()).state().sha256();
        }
    }

    private String undisturbed() {
        if (undisturbed.isEmpty()) {
            undisturbed = new Audit("undisturbed", Optional.empty())
                    .admit()
                    .condition()
                    .search();
        }
        return undisturbed;
    }

    @Test
    void auditsWithAndWithoutAnAdapterTakeTurnsAtTheModelsAndGiveTheBitsOfEachAlone() {
        Optional<ArtifactRef> adapter = Optional.of(TinyWorld.adapter(store));
        String plain = undisturbed();
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
        String before = undisturbed();
        ArtifactRef rubbish = store.put("inputs/r.safetensors", "rubbish".getBytes(StandardCharsets.UTF_8), "x/y");
        assertThatThrownBy(() -> new Audit("broken", Optional.of(rubbish)).admit())
                .isInstanceOf(Refusal.class);
        assertThat(new Audit("after", Optional.empty()).admit().condition().search())
                .isEqualTo(before);
    }

    @Test
    void modelsThatWereSwappedBetweenTwoStepsAreNoticedAndTheAuditGoesOnWhenTheyAreBack() throws IOException {
        String undisturbed = undisturbed();
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
        AuditRequest elsewhere =
                new AuditRequest(r.clip(), "elsewhere", "tiny", r.adapter(), r.targetClass(), r.plan(), 1, r.parent());
        ClipFacts clip = records.prepare("missing", elsewhere);
        assertThatThrownBy(() -> models.admit("missing", elsewhere, clip))
                .isInstanceOf(WorkerTrouble.class)
                .hasMessageContaining("no 'elsewhere' among the classifiers of this worker (tiny)");
        ShippedModels.copy(world.classifier("tiny"), world.classifier("elsewhere"));
        assertThatCode(() -> models.admit("missing", elsewhere, clip)).doesNotThrowAnyException();
    }
}
