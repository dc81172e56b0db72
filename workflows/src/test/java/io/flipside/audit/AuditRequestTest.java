package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.plan.UpdateBudget;
import io.flipside.audit.step.StageFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditRequestTest {
    private static final AuditPlan PLAN = AuditEnvironment.PLAN;

    @Test
    void aWrongValueNamesItsField() {
        assertThatThrownBy(() -> new UpdateBudget(0, 0))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("plan.budget.iterations"))
                .hasMessageContaining("is 0; it must be 1 to 10000.");
        assertThatThrownBy(() -> Optimiser.adamW(Double.NaN))
                .hasMessageContaining("plan.optimiser.learningRate")
                .hasMessageContaining("more than 0, at most 10");
        assertThatThrownBy(() -> Losses.ofStyle(Double.POSITIVE_INFINITY))
                .hasMessageContaining("0 or more, and finite");
        assertThatThrownBy(() -> new Stop(1, 2)).hasMessageContaining("0 or more and less than 1");
        assertThatThrownBy(() -> new Policies(1, 0, 1, false)).hasMessageContaining("plan.policies.heartbeatSeconds");
        assertThatThrownBy(() -> new Budget(1, 101)).hasMessageContaining("budget.denoisingSteps");
    }

    @Test
    void whatDoesNotGoTogetherNamesTheFieldThatMustChange() {
        assertThatThrownBy(() -> new Schedule(3, 3, 4)).hasMessageContaining("plan.schedule.lastSteps");
        for (List<Integer> stages : List.of(List.of(1, 4), List.of(2, 1, 3), List.of(1, 1, 3), List.<Integer>of())) {
            assertThatThrownBy(() -> new Schedule(3, 3, 0, Optional.of(stages)))
                    .as("%s", stages)
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("plan.schedule.stages"))
                    .hasMessageContaining("end in plan.schedule.denoisingSteps, which is 3");
        }
        assertThatThrownBy(() -> new Schedule(3, 3, 0, Optional.of(List.of(0, 3))))
                .hasMessageContaining("plan.schedule.stages")
                .hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new Stop(0, 2, Optional.of(0.1))).hasMessageContaining("plan.stop.flatness");
        assertThatThrownBy(() -> new Redraws(1, 0)).hasMessageContaining("plan.redraws.after");
        AuditPlan redrawing = Presets.of("tiny");
        assertThatThrownBy(() -> redrawing.with(new UpdateBudget(1, 1))).hasMessageContaining("plan.redraws.most");
        assertThatThrownBy(
                        () -> redrawing.with(Stop.RUN_ALL, redrawing.redraws().orElseThrow()))
                .hasMessageContaining("plan.redraws.most");
    }

    @Test
    void aSmallerBudgetShortensWhatCountsItsSteps() {
        AuditPlan plan = PLAN.with(new Schedule(9, 3, 5)).with(new Budget(7, 2));
        assertThat(plan.schedule()).contains(new Schedule(2, 3, 2));
        assertThat(plan.budget()).contains(new UpdateBudget(0, 7));
        AuditPlan chosen = PLAN.with(new Schedule(8, 3, 0, Optional.of(List.of(1, 2, 4, 8))));
        assertThat(chosen.with(new Budget(7, 6)).schedule())
                .contains(new Schedule(6, 3, 0, Optional.of(List.of(1, 2, 4, 6))));
        assertThat(chosen.shifted(5).schedule()).contains(new Schedule(8, 5, 0, Optional.of(List.of(1, 2, 4, 8))));
    }

    @Test
    void onlyAPlanThatSaysWhatABudgetLimitsTakesOne() {
        AuditPlan drawing = AuditPlan.of("draws", Map.of("draws", 3.0), Policies.DEFAULT);
        assertThat(PLAN.takesBudget()).isTrue();
        assertThat(drawing.takesBudget()).isFalse();
        assertThatThrownBy(() -> drawing.with(new Budget(1, 1)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("plan.method");
    }

    @Test
    void aStageToRunAgainFromIsHeldAgainstThoseOfItsSearch() {
        List<StageFacts> stages = List.of(new StageFacts(3, "far", 2), new StageFacts(7, "near", 2));
        new ParentAudit("a", 1).requireAmong(stages);
        new ParentAudit("a", 7).requireAmong(stages);
        new ParentAudit("a", 1).requireAmong(List.of(new StageFacts(0, "only", 2)));
        assertThatThrownBy(() -> new ParentAudit("a", 8).requireAmong(stages))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("field 'parent.fromStage' is 8; it must be at most 7, the last stage (near).");
    }

    @Test
    void namesThatWouldLeaveTheirFolderAreRefused() {
        for (String name : new String[] {"../etc", "a/b", "", ".hidden", "a b", "x".repeat(101)}) {
            assertThatThrownBy(() -> request(name, "right"))
                    .as(name)
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("classifier");
        }
        assertThatThrownBy(() -> request("tiny", "right\nleft")).hasMessageContaining("targetClass");
    }

    @Test
    void aReferenceIsCheckedBeforeItIsFollowed() {
        assertThatThrownBy(() -> new ArtifactRef("http://elsewhere/x", "0".repeat(64), 1, "x"))
                .hasMessageContaining("s3://bucket/key");
        assertThatThrownBy(() -> new ArtifactRef("s3://b/k", "xyz", 1, "x")).hasMessageContaining("sha256");
        ArtifactRef ref = new ArtifactRef("s3://bucket/a/b.mkv", "0".repeat(64), 1, "video/x-matroska");
        assertThat(ref.bucket()).isEqualTo("bucket");
        assertThat(ref.key()).isEqualTo("a/b.mkv");
    }

    @Test
    void everyOutcomeSurvivesTheJourneyThroughTemporal() {
        AuditOutcome outcome = new AuditOutcome.Refused(new Reason("code", "Sentence."), Optional.empty());
        var converter = PayloadLimit.converter();
        AuditOutcome back = converter.fromPayload(
                converter.toPayload(outcome).orElseThrow(), AuditOutcome.class, AuditOutcome.class);
        assertThat(back).isEqualTo(outcome);
    }

    private static AuditRequest request(String classifier, String target) {
        return new AuditRequest(
                ScriptedSteps.ref("clip"), classifier, "tiny", Optional.empty(), target, PLAN, 1, Optional.empty());
    }
}
