package io.flipside.steps;

import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AdmitInput;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.ConditionInput;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.ModelSteps;
import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.audit.step.StepInput;
import java.util.function.Supplier;

/** The steps with a model by the names of their contract, each with what is around it. */
public final class ModelActivities implements ModelSteps, AutoCloseable {
    private final Supplier<StepContext> contexts;
    private final Workbench bench;
    private final ModelTurns turns;
    private final Admit admit;
    private final MakeCondition condition;
    private final SearchStage search;
    private final Render render;
    private final Evaluate evaluate;

    /** @param contexts asked by each step in its own thread */
    public ModelActivities(WorkerParts parts, Supplier<StepContext> contexts) {
        this.contexts = contexts;
        this.bench = new Workbench(parts);
        this.turns = bench.turns();
        this.admit = new Admit(bench);
        this.condition = new MakeCondition(bench);
        this.search = new SearchStage(bench, turns);
        this.render = new Render(bench);
        this.evaluate = new Evaluate(bench);
    }

    /** Whether models are in memory. */
    public boolean isWarm() {
        return bench.isWarm();
    }

    /** Whether the step that holds the models seems to hang. */
    public boolean isStuck() {
        return turns.isStuck();
    }

    @Override
    public ModelFacts admit(String auditId, AuditRequest request, ClipFacts clip) {
        return run(admit, new AdmitInput(auditId, request, clip));
    }

    @Override
    public Condition condition(String auditId, AuditRequest request, ClipFacts clip, ModelFacts admitted) {
        return run(condition, new ConditionInput(auditId, request, clip, admitted));
    }

    @Override
    public StageReport invert(StageInput input) {
        return run(search, input);
    }

    @Override
    public StageReport search(StageInput input) {
        return run(search, input);
    }

    @Override
    public Rendering render(RenderInput input) {
        return run(render, input);
    }

    @Override
    public Evaluation evaluate(EvaluateInput input) {
        return run(evaluate, input);
    }

    private <I extends StepInput, O> O run(Step<I, O> step, I input) {
        return turns.run(step, input, contexts.get());
    }

    @Override
    public void close() {
        turns.close();
        search.close();
        bench.close();
    }
}
