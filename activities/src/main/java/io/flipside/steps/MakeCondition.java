package io.flipside.steps;

import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ConditionInput;
import io.flipside.method.SearchState;
import io.flipside.record.AuditKeys;
import java.util.Optional;

/** Makes the state before the first update: fresh noise, or what the parent's stages left. */
final class MakeCondition extends Step<ConditionInput, Condition> {
    static final String NAME = AuditKeys.CONDITION;

    private final Workbench bench;
    private final RerunStages rerun;

    MakeCondition(Workbench bench) {
        super(NAME, Condition.class);
        this.bench = bench;
        this.rerun = new RerunStages(bench.store(), bench.memo(), bench.states());
    }

    @Override
    Condition run(ConditionInput input, StepContext context) {
        String fingerprint = Fingerprint.of(input.request(), input.clip(), input.models());
        return input.request()
                .parent()
                .flatMap(parent -> rerun.condition(parent, input.auditId(), fingerprint, Plans.stages(input.request())))
                .orElseGet(() -> bench.withModels(NAME, input, loaded -> fresh(input, fingerprint, loaded)));
    }

    private Condition fresh(ConditionInput input, String fingerprint, LoadedModels loaded) {
        SearchState start = bench.search(loaded, input.request(), input.clip())
                .start(input.request().seed());
        return new Condition(
                bench.states().keep(AuditKeys.state(input.auditId(), "start"), start),
                start.stage(),
                fingerprint,
                Optional.of(Plans.stages(input.request())));
    }
}
