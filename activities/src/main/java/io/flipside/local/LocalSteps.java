package io.flipside.local;

import io.flipside.audit.AuditSteps;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.StageReport;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The steps of one audit, called as they are: nobody interrupts, and nothing is tried again. */
record LocalSteps(String auditId, RecordSteps records, ModelSteps models, InstantSource clock) implements AuditSteps {
    @Override
    public RecordSteps bookkeeping(String summary) {
        return records;
    }

    @Override
    public RecordSteps prepare() {
        return records;
    }

    @Override
    public ModelSteps pass(String summary) {
        return models;
    }

    @Override
    public ModelSteps search(String summary) {
        return models;
    }

    @Override
    public long now() {
        return clock.millis();
    }

    @Override
    public void await(BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            throw new IllegalStateException("nobody else is here who could change what is waited for");
        }
    }

    @Override
    public void staged(int stage) {
        // whoever watches sees every update
    }

    @Override
    public Optional<StageReport> interruptibly(Supplier<StageReport> stage) {
        return Optional.of(stage.get());
    }
}
