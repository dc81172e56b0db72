package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.PlanAnswer;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.AcceptInput;
import io.flipside.audit.step.AdmitInput;
import io.flipside.audit.step.Refusal;
import io.flipside.audit.step.StageInput;
import io.flipside.explain.ComputeSettings;
import io.flipside.plan.CostLimits;
import io.flipside.plan.CostPlan;
import io.flipside.record.AuditJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What audits take on a worker, and what its operator does not let them take. */
class CostsTest {
    private static final long TERA = 1;
    private static final AuditRequest SMALL = TinyAudit.REQUEST;
    /** 500 updates of some gigaoperations each. */
    private static final AuditRequest LARGE = asking(500);

    private static final WorkerParts LIMITED =
            parts("tiny-cache", new CostLimits(Optional.empty(), Optional.of(TERA), Optional.empty()));
    private static final Workbench BENCH = new Workbench(LIMITED);
    private static final Costs COSTS = new Costs(LIMITED);

    @AfterAll
    static void close() {
        BENCH.close();
    }

    private static AuditRequest asking(int iterations) {
        AuditPlan plan = TinyAudit.PLAN.with(new Budget(iterations, 1));
        return TinyWorld.request(
                SMALL.clip(), Optional.empty(), TinyWorld.TARGET, plan, Policies.DEFAULT, Optional.empty());
    }

    private static WorkerParts parts(String cache, CostLimits limits) {
        return new WorkerParts(
                TinyAudit.STORE,
                new FolderShelf(ShippedModels.SHELF),
                Path.of("target", cache),
                InstantSource.system(),
                ComputeSettings.DEFAULT,
                limits);
    }

    private static void overLimit(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.reason().code()).isEqualTo("over-limit");
            assertThat(e.reason().sentence())
                    .matches("The plan takes [0-9.]+ TFLOP; this worker takes at most 1\\. Ask for fewer updates .*");
        });
    }

    @Test
    void whatIsOverALimitIsRefusedBeforeAnythingIsLoaded() {
        Admit admit = new Admit(BENCH);
        overLimit(() -> admit.run(new AdmitInput("large", LARGE, TinyAudit.clip()), TinyAudit.SILENT));
        assertThat(BENCH.isWarm()).isFalse();
        assertThat(TinyAudit.STORE.list("audits/large/at-work/")).isEmpty();
    }

    @Test
    void whatIsWithinTheLimitIsAdmittedAsWithoutOne() {
        assertThat(new Admit(BENCH).run(new AdmitInput("small", SMALL, TinyAudit.clip()), TinyAudit.SILENT))
                .isEqualTo(TinyAudit.admitted());
    }

    @Test
    void aBudgetThatIsRaisedOverALimitAfterwardsEndsTheSearch() {
        new Accept(TinyAudit.STORE).run(new AcceptInput("raised", SMALL));
        SearchStage search = new SearchStage(BENCH, TinyAudit.TURNS);
        StageInput asked = TinyAudit.stage("raised", Policies.DEFAULT);
        StageInput raised =
                new StageInput("raised", LARGE, asked.clip(), asked.stage(), asked.start(), asked.fingerprint());
        overLimit(() -> search.run(raised, TinyAudit.SILENT));
        search.close();
    }

    @Test
    void whatWasAdmittedGoesOnAlsoUnderALowerLimitAndWithLessAsked() {
        new Accept(TinyAudit.STORE).run(new AcceptInput("admitted-large", LARGE));
        assertThatCode(() -> {
                    COSTS.requireNotRaisedOverLimits("admitted-large", LARGE);
                    COSTS.requireNotRaisedOverLimits("admitted-large", asking(499));
                })
                .doesNotThrowAnyException();
        overLimit(() -> COSTS.requireNotRaisedOverLimits("admitted-large", asking(501)));
    }

    @Test
    void aPlanIsAnsweredAlsoOverALimit() {
        PlanAnswer answer = new PlanActivities(LIMITED).plan(LARGE);
        CostPlan plan = COSTS.of(LARGE);
        assertThat(plan.updates()).isEqualTo(500);
        assertThat(plan.operations()).isGreaterThan(1e12);
        assertThat(answer).isEqualTo(PlanAnswer.of(new String(AuditJson.bytes(plan), StandardCharsets.UTF_8)));
    }

    @Test
    void whoeverAsksForAPlanIsToldOfModelsThatAreNotThere() {
        AuditRequest unknown = new AuditRequest(
                SMALL.clip(),
                "nobody",
                "tiny",
                Optional.empty(),
                TinyWorld.TARGET,
                TinyAudit.PLAN,
                1,
                Optional.empty());
        PlanAnswer answer = new PlanActivities(LIMITED).plan(unknown);
        assertThat(answer.plan()).isEmpty();
        assertThat(answer.refusal().orElseThrow().sentence()).contains("nobody", "classifiers of this worker");
    }
}
