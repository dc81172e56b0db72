package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.step.AuditEvent;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.RecordSteps;
import io.flipside.audit.step.SealInput;
import io.flipside.audit.step.StageInput;
import io.flipside.audit.step.StageReport;
import io.flipside.checkpoint.Checkpoint;
import io.flipside.checkpoint.CheckpointStore;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipWriter;
import io.flipside.explain.Models;
import io.flipside.file.ScratchFolder;
import io.flipside.method.UpdateReport;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.EventSink;
import io.flipside.record.Memo;
import io.flipside.record.StageLog;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The steps without a model. */
public final class RecordActivities implements RecordSteps, AutoCloseable {
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final long MOST_EVENT_BYTES = 1 << 20;
    private static final Duration LONGEST_CLIP = Duration.ofMinutes(9);
    private static final Set<String> LAST_EVENTS = Set.of("completed", "refused", "failed", "set-aside", "cancelled");

    private final ObjectStore store;
    private final Supplier<StepContext> contexts;
    private final ModelShelf shelf;
    private final EventSink events;
    private final Memo memo;
    private final AuditIndex index;
    private final NDManager manager = NDManager.newBaseManager();
    private final CheckpointStore checkpoints;
    private final Deaths deaths;
    private final ReadWriteLock readers = new ReentrantReadWriteLock(true);
    private final Heartbeats heartbeats = new Heartbeats(LONGEST_CLIP);

    /** @param events where events are told */
    public RecordActivities(WorkerParts parts, EventSink events) {
        this(parts, events, StepContext::ofActivity);
    }

    /**
     * @param events where events are told
     * @param contexts asked by each step in its own thread
     */
    public RecordActivities(WorkerParts parts, EventSink events, Supplier<StepContext> contexts) {
        this.contexts = contexts;
        this.store = parts.store();
        this.shelf = parts.shelf();
        this.events = events;
        this.memo = new Memo(store);
        this.index = new AuditIndex(store);
        this.checkpoints = new CheckpointStore(store, manager, parts.cache().resolve("checkpoints"));
        this.deaths = new Deaths(store, parts.clock());
    }

    @Override
    public void accept(String auditId, AuditRequest request) {
        index.opened(auditId);
        store.putIfAbsent(AuditKeys.request(auditId), AuditJson.bytes(request), JSON);
    }

    @Override
    public ClipFacts prepare(String auditId, AuditRequest request) {
        return heartbeats.during(
                "read the clip",
                contexts.get(),
                () -> memo.once(auditId, "prepare", ClipFacts.class, () -> guarded(auditId, request)));
    }

    /** A clip over which a process has died is read alone: nobody else's audit dies with it. */
    private ClipFacts guarded(String auditId, AuditRequest request) {
        try (Deaths.Mark mark = deaths.begin(auditId, "prepare", "working")) {
            Lock lock = mark.deaths() == 0 ? readers.readLock() : readers.writeLock();
            lock.lock();
            try {
                return prepareNow(auditId, request);
            } finally {
                lock.unlock();
            }
        }
    }

    private ClipFacts prepareNow(String auditId, AuditRequest request) {
        Path generator = shelf.generator(request.generator());
        return ScratchFolder.using(folder -> {
            Clip clip = Guard.refusing("clip", () -> {
                Path file = store.fetch(request.clip(), folder);
                try {
                    return Models.preprocess(generator).read(file, ClipLimits.DEFAULT);
                } catch (UserError e) {
                    throw named(e, file, request.clip());
                }
            });
            Path lossless = folder.resolve("original.mkv");
            ClipWriter.writeEvidence(clip, lossless);
            ArtifactRef ref = store.put(AuditKeys.file(auditId, "original.mkv"), lossless, "video/x-matroska");
            return new ClipFacts(ref, clip.count(), clip.width(), clip.height(), clip.framesPerSecond());
        });
    }

    /** Nobody outside knows the file that was read here: its name is the one that the request gave it. */
    private static UserError named(UserError e, Path file, ArtifactRef clip) {
        String name = clip.key().substring(clip.key().lastIndexOf('/') + 1);
        String message = String.valueOf(e.getMessage());
        for (Path path : List.of(file, real(file))) {
            message = message.replace(path.toString(), name);
        }
        return new UserError(message, e);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    @Override
    public StageReport keepBest(StageInput input) {
        return memo.once(input.auditId(), "best", StageReport.class, () -> {
            keepPartialLog(input);
            return checkpoints
                    .best(input.auditId(), input.fingerprint())
                    .checkpoint()
                    .map(this::best)
                    .orElseGet(() ->
                            new StageReport(Math.max(1, input.stage()), 0, 0, 0, input.start(), Optional.empty()));
        });
    }

    /** What the stage at work had done until it was stopped; logs of finished stages stay as they are. */
    private void keepPartialLog(StageInput input) {
        String key = AuditKeys.updates(input.auditId(), input.stage());
        checkpoints
                .newest(input.auditId(), input.fingerprint())
                .checkpoint()
                .map(Checkpoint::reports)
                .filter(reports -> reports.get(reports.size() - 1).stage() == input.stage())
                .filter(reports -> store.stat(key).isEmpty())
                .ifPresent(reports ->
                        store.put(key, AuditJson.bytes(new StageLog(Updates.lines(reports), 0, 0, 0)), JSON));
    }

    private StageReport best(Checkpoint checkpoint) {
        UpdateReport last = checkpoint.state().last().orElseThrow();
        return new StageReport(
                last.stage(),
                checkpoint.reports().size(),
                last.loss(),
                last.targetProbability(),
                checkpoints.stateOf(checkpoint),
                Optional.empty());
    }

    @Override
    public ArtifactRef seal(SealInput input) {
        return memo.once(
                input.auditId(),
                "seal",
                ArtifactRef.class,
                () -> store.put(AuditKeys.record(input.auditId()), AuditJson.bytes(input), JSON));
    }

    /**
     * Tells an event. It is kept before it is told: whoever tells it again, perhaps after the loss of Temporal and by
     * another clock, tells what was told first.
     */
    @Override
    public void announce(AuditEvent event) {
        String told = AuditKeys.told(event.auditId(), event.type(), event.discriminator());
        if (store.stat(told).isEmpty()) {
            events.send(firstOf(event));
            store.put(told, NOTHING, JSON);
        }
        if (LAST_EVENTS.contains(event.type())) {
            store.put(AuditKeys.done(event.auditId()), AuditJson.bytes(event), JSON);
            index.done(event.auditId(), event.type());
        }
    }

    private AuditEvent firstOf(AuditEvent event) {
        String key = AuditKeys.event(event.auditId(), event.type(), event.discriminator());
        if (store.create(key, Content.of(AuditJson.bytes(event)), JSON)) {
            return event;
        }
        return store.find(key, MOST_EVENT_BYTES)
                .map(json -> AuditJson.read(json, AuditEvent.class))
                .orElse(event);
    }

    @Override
    public void close() {
        heartbeats.close();
        manager.close();
    }
}
