package io.flipside.temporal;

import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageInput;
import io.flipside.meters.Meter;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.MDC;

/**
 * Around every step: how long it takes, and in the log of its thread which audit and stage it is
 * about. Steps know nothing of it: what they tell as heartbeats is what is counted.
 */
public final class StepMeters extends WorkerInterceptorBase {
    private static final String AUDIT = "audit";
    private static final String STAGE = "stage";

    private final LongSupplier nanos;
    private final SearchMeters searches = new SearchMeters();

    /** @param nanos a clock that never goes back */
    public StepMeters(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Around(next);
    }

    private final class Around extends ActivityInboundCallsInterceptorBase {
        private Optional<ActivityInfo> step = Optional.empty();

        Around(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            step = Optional.of(context.getInfo());
            super.init(searches.watching(context));
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            ActivityInfo info = step.orElseThrow();
            String stage = argument(input, StageInput.class)
                    .map(given -> Integer.toString(given.stage()))
                    .orElse("");
            long begin = nanos.getAsLong();
            boolean done = false;
            try (MDC.MDCCloseable audit = MDC.putCloseable(AUDIT, info.getWorkflowId());
                    MDC.MDCCloseable at = MDC.putCloseable(STAGE, stage.isEmpty() ? info.getActivityType() : stage)) {
                ActivityOutput output = super.execute(input);
                done = true;
                argument(input, SealInput.class).ifPresent(StepMeters::judged);
                return output;
            } finally {
                Meter.STEP
                        .timer(info.getActivityType(), stage, done ? "done" : "not-done")
                        .record(nanos.getAsLong() - begin, TimeUnit.NANOSECONDS);
            }
        }
    }

    private static <T> Optional<T> argument(ActivityInboundCallsInterceptor.ActivityInput input, Class<T> type) {
        return Arrays.stream(input.getArguments())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static void judged(SealInput sealed) {
        Meter.TIME_TO_VERDICT
                .timer(sealed.outcome().verdict().word())
                .record(Duration.ofMillis(Math.max(0, sealed.endedMillis() - sealed.startedMillis())));
    }
}
