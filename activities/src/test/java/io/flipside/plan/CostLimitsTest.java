package io.flipside.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator's limits say of a plan. */
class CostLimitsTest {
    private static final double OPERATIONS = 43_047.61e12;
    private static final Optional<Double> TWENTY_HOURS = Optional.of(20.0 * 3600);

    private static CostPlan plan(long bytes, double operations, Optional<Double> seconds) {
        return new CostPlan(
                List.of(),
                480,
                Map.of("gradient graphs", bytes),
                operations,
                false,
                Optional.empty(),
                seconds,
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static CostLimits limits(long mebibytes, long teraOperations, long hours) {
        return new CostLimits(Optional.of(mebibytes), Optional.of(teraOperations), Optional.of(hours));
    }

    @Test
    void withoutLimitsAnyAuditRuns() {
        assertThat(CostLimits.NONE.isNone()).isTrue();
        assertThat(CostLimits.NONE.broken(plan(Long.MAX_VALUE, OPERATIONS, TWENTY_HOURS)))
                .isEmpty();
        assertThat(limits(1, 1, 1).isNone()).isFalse();
    }

    @Test
    void aPlanThatJustFitsRuns() {
        assertThat(limits(1024, 50_000, 20).broken(plan(1 << 30, OPERATIONS, TWENTY_HOURS)))
                .isEmpty();
    }

    @Test
    void whatIsOverIsSaidWithBothNumbersAndTheNextStep() {
        CostLimits operations = new CostLimits(Optional.empty(), Optional.of(10_000L), Optional.empty());
        assertThat(operations.broken(plan(1, OPERATIONS, Optional.empty())))
                .contains("The plan takes 43,047.7 TFLOP; this worker takes at most 10,000. Ask for fewer updates"
                        + " (plan.budget.iterations) or fewer steps (plan.schedule.denoisingSteps).");
        CostLimits memory = new CostLimits(Optional.of(1023L), Optional.empty(), Optional.empty());
        assertThat(memory.broken(plan(1 << 30, OPERATIONS, TWENTY_HOURS)).orElseThrow())
                .startsWith("The plan takes 1,024.0 MiB of memory; this worker takes at most 1,023. Ask for a smaller")
                .doesNotContain("updates");
    }

    @Test
    void everyLimitThatIsBrokenIsNamed() {
        assertThat(limits(1, 2, 19)
                        .broken(plan(1 << 30, OPERATIONS, TWENTY_HOURS))
                        .orElseThrow())
                .contains("1,024.0 MiB of memory", "43,047.7 TFLOP", "20.0 hours", "at most 19.")
                .contains("plan.budget.iterations", "smaller generator");
    }

    @Test
    void hoursAreHeldOnlyWhereTheMachineIsKnown() {
        CostLimits hours = new CostLimits(Optional.empty(), Optional.empty(), Optional.of(1L));
        assertThat(hours.broken(plan(1, OPERATIONS, Optional.empty()))).isEmpty();
        assertThat(hours.broken(plan(1, OPERATIONS, TWENTY_HOURS))).isPresent();
    }
}
