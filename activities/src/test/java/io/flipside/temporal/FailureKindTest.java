package io.flipside.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import io.flipside.audit.step.Refusal;
import io.flipside.steps.StepStopped;
import io.flipside.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureKindTest {
    @Test
    void whatARequestIsRefusedForIsFinal() {
        assertThat(FailureKind.of(new Refusal("clip", "It is no video."))).isEqualTo(FailureKind.FINAL);
    }

    @Test
    void whatIsWrongWithAWorkerOrAServiceIsTrouble() {
        assertThat(FailureKind.of(new WorkerTrouble("no folder"))).isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new StoreUnavailable("away"))).isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new UserError("a setting of this worker"))).isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new UncheckedIOException("disk", new IOException("full"))))
                .isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new StepStopped(StepStopped.Why.WORKER_STOPS, new IllegalStateException())))
                .isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new EngineException("CUDA out of memory. Tried to allocate 2 GiB")))
                .isEqualTo(FailureKind.TROUBLE);
        assertThat(FailureKind.of(new EngineException("DefaultCPUAllocator: can't allocate memory: you tried")))
                .isEqualTo(FailureKind.TROUBLE);
    }

    @Test
    void whatThisProgramDoesWrongIsAFault() {
        assertThat(FailureKind.of(new NullPointerException())).isEqualTo(FailureKind.FAULT);
        assertThat(FailureKind.of(new IllegalStateException("index"))).isEqualTo(FailureKind.FAULT);
        assertThat(FailureKind.of(new EngineException("mat1 and mat2 shapes cannot be multiplied")))
                .isEqualTo(FailureKind.FAULT);
        assertThat(FailureKind.of(new StackOverflowError())).isEqualTo(FailureKind.FAULT);
    }
}
