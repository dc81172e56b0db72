package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.WorkerTrouble;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.PrepareInput;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.SetAside;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.explain.ComputeSettings;
import io.flipside.file.ScratchFolder;
import io.flipside.record.AuditKeys;
import io.flipside.store.MemoryStore;
import io.flipside.store.StoreUnavailable;
import io.flipside.tensor.UnknownChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrepareTest {
    private static final String VIDEO = "video/x-matroska";

    private final MemoryStore store = new MemoryStore();
    private final WorkerParts parts = with(TinyAudit.PARTS.shelf());
    private final Prepare prepare = new Prepare(parts);
    private final ArtifactRef upload =
            store.put("inputs/up.mkv", TinyAudit.STORE.get(TinyAudit.REQUEST.clip(), 1 << 20), VIDEO);

    private WorkerParts with(ModelShelf shelf) {
        return new WorkerParts(
                store, shelf, Path.of("target/tiny-cache"), InstantSource.system(), ComputeSettings.DEFAULT);
    }

    private static PrepareInput input(ArtifactRef clip) {
        AuditRequest request = TinyWorld.request(clip, Optional.empty(), TinyAudit.PLAN);
        return new PrepareInput("a", request);
    }

    private ClipFacts prepared(ArtifactRef clip) {
        return prepare.run(input(clip), TinyAudit.SILENT);
    }

    @Test
    void aMethodThatNobodyKnowsIsRefusedBeforeTheClipIsRead() {
        assertThatThrownBy(() -> Plans.stages(withMethod("sketching")))
                .isInstanceOf(UnknownChoice.class)
                .hasMessage(
                        "search: method is 'sketching'. It must be 'bttf', 'cg-frame', 'cg-video', 'cg-video-mid', 'draws' or 'pgd'.");
        refused(
                withMethod("sketching"),
                "method-unknown",
                "It must be 'bttf', 'cg-frame', 'cg-video', 'cg-video-mid', 'draws' or 'pgd'.");
    }

    @Test
    void aPlanThatItsMethodCannotTakeIsRefusedByFieldBeforeTheClipIsRead() {
        refused(withMethod("draws"), "plan", "field 'plan.settings.draws' is missing: method 'draws' needs it.");
        Map<String, Double> settings = Map.of("draws", 2.0, "spread", 1.0, "spraed", 2.0);
        refused(
                TinyAudit.REQUEST.searchedBy(AuditPlan.of("draws", settings, Policies.DEFAULT)),
                "plan",
                "field 'plan.settings.spraed' is nothing that method 'draws' takes."
                        + " It takes settings.draws, settings.spread.");
    }

    private void refused(AuditRequest request, String code, String sentence) {
        assertThatThrownBy(() -> prepare.run(new PrepareInput("refused", request), TinyAudit.SILENT))
                .isInstanceOfSatisfying(Refusal.class, e -> {
                    assertThat(e.reason().code()).isEqualTo(code);
                    assertThat(e.reason().sentence()).endsWith(sentence);
                });
        assertThat(store.stat(AuditKeys.file("refused", "original.mkv"))).isEmpty();
    }

    private static AuditRequest withMethod(String method) {
        AuditPlan p = TinyAudit.PLAN;
        return TinyAudit.REQUEST.searchedBy(new AuditPlan(
                p.version(),
                method,
                p.schedule(),
                p.budget(),
                p.optimiser(),
                p.losses(),
                p.stop(),
                p.redraws(),
                p.policies(),
                p.settings()));
    }

    @Test
    void aClipIsKeptLosslessAsTheGeneratorSeesIt() {
        ClipFacts facts = prepared(upload);
        assertThat(facts).isEqualTo(new ClipFacts(facts.frames(), 17, 64, 64, 8));
        assertThat(store.stat(AuditKeys.file("a", "original.mkv"))).contains(facts.frames());
        assertThat(ScratchFolder.using(
                                folder -> ClipReader.read(store.fetch(facts.frames(), folder), ClipLimits.DEFAULT))
                        .frames())
                .isEqualTo(TinyAudit.DRAWN.frames());
    }

    @Test
    void whatWasAnsweredIsAnsweredAgainThoughTheClipIsGone() {
        try (RecordActivities steps = new RecordActivities(parts, event -> {}, () -> TinyAudit.SILENT)) {
            ClipFacts first = steps.prepare("a", input(upload).request());
            store.delete("inputs/up.mkv");
            assertThat(steps.prepare("a", input(upload).request())).isEqualTo(first);
        }
    }

    @Test
    void whatIsNoVideoIsRefusedByTheNameThatTheRequestGaveIt() {
        ArtifactRef text = store.put("inputs/notes.mkv", "no video".getBytes(StandardCharsets.UTF_8), VIDEO);
        assertThatThrownBy(() -> prepared(text)).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("clip");
            assertThat(refused.reason().sentence()).contains("notes.mkv").doesNotContain(text.sha256());
        });
    }

    @Test
    void aClipThatIsMissingOrDamagedIsRefused() {
        assertThat(codeOf(new ArtifactRef(store.uri("inputs/none.mkv"), upload.sha256(), 1, VIDEO)))
                .isEqualTo("clip-missing");
        store.damage("inputs/up.mkv");
        assertThat(codeOf(upload)).isEqualTo("clip-corrupt");
    }

    private String codeOf(ArtifactRef clip) {
        String[] code = new String[1];
        assertThatThrownBy(() -> prepared(clip))
                .isInstanceOfSatisfying(Refusal.class, e -> code[0] = e.reason().code());
        return code[0];
    }

    @Test
    void aStoreThatIsAwayAndAGeneratorThatIsNotHereAreNoFaultOfTheRequest() {
        store.away(true);
        assertThatThrownBy(() -> prepared(upload)).isInstanceOf(StoreUnavailable.class);
        store.away(false);
        assertThatThrownBy(() -> new Prepare(with(new FolderShelf(Path.of("target/no-models"))))
                        .run(input(upload), TinyAudit.SILENT))
                .isInstanceOf(WorkerTrouble.class);
        assertThat(store.list("audits/a/at-work/")).isEmpty();
    }

    @Test
    void aClipOverWhichWorkersDiedIsSetAside() {
        for (int death = 0; death < Deaths.MOST; death++) {
            new Deaths(store, InstantSource.system()).begin("a", "prepare", "working");
        }
        assertThatThrownBy(() -> prepared(upload)).isInstanceOf(SetAside.class);
    }
}
