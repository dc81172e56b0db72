package io.flipside.steps;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AcceptInput;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.PrepareInput;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.record.EventSink;
import io.flipside.record.Memo;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The steps without a model by the names of their contract, each with what is around it. */
public final class RecordActivities implements RecordSteps, AutoCloseable {
    private static final Duration LONGEST_CLIP = Duration.ofMinutes(9);

    private final Supplier<StepContext> contexts;
    private final Memo memo;
    private final Accept accept;
    private final Prepare prepare;
    private final KeepBest keepBest;
    private final Seal seal;
    private final Announce announce;
    private final Heartbeats heartbeats = new Heartbeats(LONGEST_CLIP);

    /**
     * @param events where events are told
     * @param contexts asked by each step in its own thread
     */
    public RecordActivities(WorkerParts parts, EventSink events, Supplier<StepContext> contexts) {
        this.contexts = contexts;
        this.memo = new Memo(parts.store());
        this.accept = new Accept(parts.store());
        this.prepare = new Prepare(parts);
        this.keepBest = new KeepBest(parts);
        this.seal = new Seal(parts.store());
        this.announce = new Announce(parts.store(), events);
    }

    @Override
    public void accept(String auditId, AuditRequest request) {
        accept.run(new AcceptInput(auditId, request));
    }

    @Override
    public ClipFacts prepare(String auditId, AuditRequest request) {
        PrepareInput input = new PrepareInput(auditId, request);
        StepContext context = contexts.get();
        return heartbeats.during("read the clip", context, () -> prepare.once(memo, input, context));
    }

    @Override
    public List<StageFacts> stages(String auditId, AuditRequest request) {
        return Plans.stages(request);
    }

    @Override
    public StageReport keepBest(StageInput input) {
        return keepBest.once(memo, input, contexts.get());
    }

    @Override
    public ArtifactRef seal(SealInput input) {
        return seal.once(memo, input, contexts.get());
    }

    @Override
    public void announce(AuditEvent event) {
        announce.run(event);
    }

    @Override
    public void close() {
        heartbeats.close();
        keepBest.close();
    }
}
