package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.step.Evaluation;
import io.flipside.explain.ExplainProgress;
import io.flipside.local.LocalAudits;
import io.flipside.metric.SsimMetric;
import io.flipside.plan.CostPlan;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.SearchProgress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The baselines are judged on the same path as the method that they are held against. */
class BaselineAuditTest {
    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(SearchProgress update, int done, int most) {}
    };

    private static AuditRequest request(AuditPlan plan) {
        return TinyWorld.request(
                TinyAudit.REQUEST.clip(), Optional.empty(), TinyWorld.TARGET, plan, plan.policies(), Optional.empty());
    }

    private static Evaluation judged(String id, AuditPlan plan) {
        try (LocalAudits audits = new LocalAudits(TinyAudit.PARTS)) {
            AuditOutcome outcome = audits.run(id, request(plan), SILENT);
            return outcome.judged().orElseThrow(() -> new AssertionError(outcome.toString()));
        }
    }

    private static AuditPlan with(AuditPlan plan, Map<String, Double> differing) {
        Map<String, Double> settings = new TreeMap<>(plan.settings().orElseThrow());
        settings.putAll(differing);
        return plan.with(settings);
    }

    private static AuditRecord record(String id) {
        return AuditRecords.read(
                TinyAudit.STORE.find(AuditKeys.record(id), 1 << 20).orElseThrow());
    }

    @Test
    void anAttackIsWrittenReadAgainAndJudged() throws IOException {
        AuditPlan plan = with(Presets.of("pgd"), Map.of("iterations", 3.0));
        Evaluation evaluation = judged("attacked", plan);

        assertThat(evaluation.files()).containsKeys("counterfactual.mkv", "report.html", "result.json", "strip.png");
        // what an attack changes cannot be seen: 1.4 of 255 levels
        assertThat(evaluation.figure(SsimMetric.FIRST_FRAME).orElseThrow()).isGreaterThan(0.9);
        assertThat(record("attacked").plan()).isEqualTo(plan);
        assertThat(record("attacked").stages())
                .extracting(stage -> stage.label().orElseThrow())
                .containsExactly("attack");
        JsonNode result = new ObjectMapper()
                .readTree(TinyAudit.STORE.get(evaluation.files().get("result.json"), 1 << 20));
        assertThat(result.get("settings").toString())
                .isEqualTo("{\"seed\":1,\"method\":\"pgd\",\"norm\":\"l2\",\"epsilon\":20.0,"
                        + "\"referenceValues\":12582912,\"iterations\":3,\"relativeStep\":"
                        + plan.settings().orElseThrow().get("relativeStep")
                        + ",\"targeted\":true,\"randomStart\":false}");
        assertThat(result.get("updateFields").toString())
                .isEqualTo("[\"stage\",\"iteration\",\"loss\",\"distance\",\"gradientNorm\",\"targetProbability\"]");
    }

    @Test
    void aGuidedDrawingKeepsItsFirstFrameAndIsJudged() {
        AuditPlan plan = Presets.of("cg-video").with(new Schedule(3, 3, 0));
        Evaluation evaluation = judged("guided", plan);

        assertThat(record("guided").plan()).isEqualTo(plan);
        assertThat(record("guided").updates()).isEqualTo(3);
        assertThat(evaluation.figure(SsimMetric.FIRST_FRAME).orElseThrow()).isGreaterThan(0.7);
    }

    @Test
    void everyPresetIsTakenByItsMethodAndItsCostIsKnownBeforehand() {
        Costs costs = new Costs(TinyAudit.PARTS);
        Presets.all().forEach((name, plan) -> {
            CostPlan cost = costs.of(request(plan));
            assertThat(cost.updates()).as(name).isPositive();
            assertThat(cost.operations()).as(name).isPositive();
        });
        double attack = costs.of(request(Presets.of("pgd"))).operations();
        double guidance = costs.of(request(Presets.of("cg-video"))).operations();
        double frames = costs.of(request(Presets.of("cg-frame"))).operations();
        assertThat(attack).isLessThan(guidance);
        assertThat(guidance).isLessThan(frames);
    }
}
