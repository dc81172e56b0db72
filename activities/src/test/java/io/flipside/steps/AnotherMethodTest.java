package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.Reason;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.explain.ExplainProgress;
import io.flipside.local.LocalAudits;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.SearchProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Audits by a method that lies in the tests: a plan names it, and no class of the program does. */
class AnotherMethodTest {
    private static final AuditPlan PLAN = AuditJson.read(
            ("{\"version\":2,\"method\":\"draws\",\"settings\":{\"draws\":2,\"spread\":0.5},\"policies\":"
                            + "{\"heartbeatSeconds\":30,\"checkpointSeconds\":0,\"adapterErrorLimit\":1,"
                            + "\"anyway\":false}}")
                    .getBytes(StandardCharsets.UTF_8),
            AuditPlan.class);

    private final List<String> told = new ArrayList<>();
    private final ExplainProgress progress = new ExplainProgress() {
        @Override
        public void step(String name) {
            told.add(name);
        }

        @Override
        public void update(SearchProgress update, int done, int most) {
            told.add(update.name() + " " + update.iteration() + "/" + update.most() + ", " + done + "/" + most);
        }
    };

    private AuditOutcome audited(String id, Optional<ParentAudit> parent) {
        AuditRequest request = TinyWorld.request(
                TinyAudit.REQUEST.clip(), Optional.empty(), TinyWorld.TARGET, PLAN, PLAN.policies(), parent);
        try (LocalAudits audits = new LocalAudits(TinyAudit.PARTS)) {
            return audits.run(id, request, progress);
        }
    }

    private static AuditRecord record(String id) {
        return AuditRecords.read(
                TinyAudit.STORE.find(AuditKeys.record(id), 1 << 20).orElseThrow());
    }

    @Test
    void aWholeAuditRunsByTheMethodThatThePlanNames() throws IOException {
        AuditOutcome outcome = audited("drawn", Optional.empty());

        assertThat(told)
                .containsSubsequence(
                        "prepare",
                        "search",
                        "far 1/2, 1/4",
                        "far 2/2, 2/4",
                        "near 1/2, 3/4",
                        "near 2/2, 4/4",
                        "render",
                        "evaluate",
                        "seal");
        AuditRecord record = record("drawn");
        assertThat(record.plan()).isEqualTo(PLAN);
        assertThat(record.stages()).extracting(AuditRecord.SearchedStage::id).containsExactly(3, 7);
        assertThat(record.stages())
                .extracting(stage -> stage.label().orElseThrow())
                .containsExactly("far", "near");
        Evaluation evaluation = outcome.judged().orElseThrow();
        JsonNode result = new ObjectMapper()
                .readTree(TinyAudit.STORE.get(evaluation.files().get("result.json"), 1 << 20));
        assertThat(result.get("settings").toString())
                .isEqualTo("{\"seed\":1,\"method\":\"draws\",\"spread\":0.5,\"draws\":2}");
        assertThat(result.get("updateFields").toString())
                .isEqualTo("[\"stage\",\"iteration\",\"loss\",\"targetProbability\"]");
        assertThat(new String(
                        TinyAudit.STORE.get(evaluation.files().get("report.html"), 1 << 24), StandardCharsets.UTF_8))
                .contains("far", "near", "spread")
                .doesNotContain("inversion", "n=1");
    }

    @Test
    void itIsRunAgainFromAStageOfItsOwnAndFromNoOther() {
        audited("parent", Optional.empty());
        told.clear();

        assertThat(audited("again", Optional.of(new ParentAudit("parent", 7))).judged())
                .isPresent();
        assertThat(told).contains("near 1/2, 1/4").noneMatch(update -> update.startsWith("far"));
        assertThat(record("again").stages().get(1).state().orElseThrow().sha256())
                .isEqualTo(
                        record("parent").stages().get(1).state().orElseThrow().sha256());

        assertThat(audited("beyond", Optional.of(new ParentAudit("parent", 8))))
                .isInstanceOfSatisfying(AuditOutcome.Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("parent-stage");
                    assertThat(refused.reason().sentence())
                            .isEqualTo("field 'parent.fromStage' is 8; it must be at most 7, the last stage (near).");
                });
    }

    @Test
    void stoppedBeforeItsFirstUpdateItEndsInTheStageThatItWasIn() {
        audited("stopped", Optional.empty());
        StageInput begun = TinyAudit.stage("stopped-early", PLAN.policies());
        StageInput first = new StageInput(
                "stopped-early",
                begun.request().searchedBy(PLAN),
                begun.clip(),
                3,
                record("stopped").stages().get(0).state().orElseThrow(),
                "none");
        try (KeepBest keepBest = new KeepBest(TinyAudit.PARTS)) {
            StageReport best = keepBest.run(first, TinyAudit.SILENT);
            assertThat(best.stage()).isEqualTo(3);
            assertThat(best.state()).isEqualTo(first.start());
        }
    }

    @Test
    void aSettingThatDoesNotFitTheModelsIsRefusedAsWell() {
        AuditRequest wide = TinyAudit.REQUEST.searchedBy(
                AuditPlan.of("draws", Map.of("draws", 2.0, "spread", 3.5), PLAN.policies()));
        try (LocalAudits audits = new LocalAudits(TinyAudit.PARTS)) {
            assertThat(audits.run("wide", wide, progress))
                    .isInstanceOfSatisfying(AuditOutcome.Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(new Reason(
                                    "plan", "field 'plan.settings.spread' is more than this generator bears.")));
        }
    }

    @Test
    void whatDecidesItsBitsIsInItsFingerprint() {
        AuditRequest request = TinyAudit.REQUEST.searchedBy(PLAN);
        AuditPlan wider = AuditPlan.of("draws", Map.of("draws", 2.0, "spread", 0.6), PLAN.policies());
        String fingerprint = Fingerprint.of(request, TinyAudit.clip(), TinyAudit.admitted());
        assertThat(Fingerprint.of(request.searchedBy(wider), TinyAudit.clip(), TinyAudit.admitted()))
                .isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(TinyAudit.REQUEST, TinyAudit.clip(), TinyAudit.admitted()))
                .isNotEqualTo(fingerprint);
    }
}
