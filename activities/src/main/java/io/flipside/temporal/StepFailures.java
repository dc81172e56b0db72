package io.flipside.temporal;

import io.flipside.audit.AuditEnding;
import io.flipside.audit.CounterfactualAudit;
import io.flipside.audit.StepTrouble;
import io.flipside.audit.step.StepEnd;
import io.flipside.checkpoint.Fenced;
import io.flipside.steps.StepStopped;
import io.flipside.steps.StillAtWork;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around every step: sorts what it throws by whose fault it is, gives up what is our own after a few times, tells the
 * audit that a step is tried again, and keeps count for this process's health.
 */
public final class StepFailures extends WorkerInterceptorBase {
    private static final Logger LOG = LoggerFactory.getLogger(StepFailures.class);

    private static final int MOST_CHARACTERS = 500;
    private static final String STOPPING = "WorkerStopping";
    /** Only it takes word of trouble. */
    private static final String AUDIT = CounterfactualAudit.class.getSimpleName();

    private final WorkflowClient client;
    private final FaultCount faults;
    private final StepHealth health;
    private volatile boolean stopping;

    public StepFailures(WorkflowClient client, ObjectStore store, StepHealth health) {
        this.client = client;
        this.faults = new FaultCount(store);
        this.health = health;
    }

    /**
     * The worker is being stopped. A step that is broken off in the middle may throw anything; from now on all of it is
     * taken for that, and never for a fault of this program: the server has the same step tried elsewhere.
     */
    public void stopping() {
        stopping = true;
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
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            ActivityInfo info = step.orElseThrow();
            try {
                ActivityOutput output = super.execute(input);
                health.worked(info.getActivityType());
                return output;
            } catch (StillAtWork e) {
                throw brief(
                        ApplicationFailure.newFailure(message(e), "StillAtWork")); // no trouble: it waits for others
            } catch (StepStopped e) {
                throw stopped(info, e);
            } catch (CanceledFailure e) {
                throw e; // the step is wanted no more
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                throw sorted(info, e);
            }
        }
    }

    private RuntimeException stopped(ActivityInfo info, StepStopped stopped) {
        boolean goesOn = stopped.why() == StepStopped.Why.WORKER_STOPS;
        return stopped.getCause() instanceof ActivityCompletionException said && !goesOn ? said : sorted(info, stopped);
    }

    private RuntimeException sorted(ActivityInfo info, Throwable thrown) {
        boolean brokenOff = stopping;
        FailureKind kind = FailureKind.of(thrown);
        if (brokenOff && kind == FailureKind.FAULT) {
            LOG.info(
                    "Audit {}, step {} was broken off as the worker stops: {}",
                    info.getWorkflowId(),
                    info.getActivityType(),
                    thrown.toString());
            return brief(ApplicationFailure.newFailure("the worker stopped; the step goes on elsewhere", STOPPING));
        }
        if (kind == FailureKind.FINAL) {
            health.worked(info.getActivityType());
            return ended((StepEnd) thrown);
        }
        String message = message(thrown);
        health.failed(info.getActivityType(), message);
        if (kind == FailureKind.TROUBLE) {
            LOG.warn(
                    "Audit {}, step {}, attempt {}: {}",
                    info.getWorkflowId(),
                    info.getActivityType(),
                    info.getAttempt(),
                    message);
            tell(info, StepTrouble.Kind.TROUBLE, message);
            return brief(ApplicationFailure.newFailure(message, type(thrown)));
        }
        LOG.error("Audit {}, step {}: a fault of this program", info.getWorkflowId(), info.getActivityType(), thrown);
        return fault(info, message, thrown);
    }

    private static ApplicationFailure ended(StepEnd end) {
        ApplicationFailure failure = AuditEnding.asFailure(end);
        failure.setStackTrace(end.getStackTrace());
        return failure;
    }

    private static String type(Throwable trouble) {
        return trouble instanceof Fenced
                ? "Fenced"
                : trouble instanceof StepStopped ? STOPPING : StepTrouble.Kind.TROUBLE.word();
    }

    private RuntimeException fault(ActivityInfo info, String message, Throwable thrown) {
        try {
            int count = faults.add(info.getWorkflowId(), info.getActivityType() + "-" + info.getActivityId(), thrown);
            if (count >= FaultCount.MOST) {
                return brief(ApplicationFailure.newNonRetryableFailure(message, StepTrouble.Kind.FAULT.word()));
            }
        } catch (StoreUnavailable e) {
            LOG.debug("A fault was not counted: {}", e.toString());
        }
        tell(info, StepTrouble.Kind.FAULT, message);
        return brief(ApplicationFailure.newFailure(message, StepTrouble.Kind.FAULT.word()));
    }

    /**
     * Without traces, which are in the log and in the store: a server keeps two kilobytes of the last failure of a step
     * that it tries again, and of a longer one nothing.
     */
    private static ApplicationFailure brief(ApplicationFailure failure) {
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** At attempts 1, 2, 4, 8 and so on: a history must not grow with every attempt of a long outage. */
    private void tell(ActivityInfo info, StepTrouble.Kind kind, String message) {
        if (Integer.bitCount(info.getAttempt()) != 1 || !info.getWorkflowType().equals(AUDIT)) {
            return;
        }
        try {
            client.newWorkflowStub(CounterfactualAudit.class, info.getWorkflowId())
                    .stepTroubled(new StepTrouble(info.getActivityType(), info.getAttempt(), kind, message));
        } catch (RuntimeException e) {
            LOG.debug("The audit was not told of trouble: {}", e.toString());
        }
    }

    private static String message(Throwable thrown) {
        String text =
                FailureKind.of(thrown) == FailureKind.FAULT ? thrown.toString() : String.valueOf(thrown.getMessage());
        String plain = text.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
