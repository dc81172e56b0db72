package io.flipside.cli.model;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.Evaluation;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.clip.ClipWriter;
import io.flipside.domain.SameObject;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.Rendered;
import io.flipside.file.ScratchFolder;
import io.flipside.file.Sha256;
import io.flipside.frames.RgbFrames;
import io.flipside.local.GivenModels;
import io.flipside.local.LocalAudits;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditRecord;
import io.flipside.record.AuditRecords;
import io.flipside.record.SearchProgress;
import io.flipside.record.StageLogs;
import io.flipside.shapes.CentroidTracker;
import io.flipside.shapes.ContrastTracker;
import io.flipside.shapes.SemanticFlip;
import io.flipside.steps.WorkerParts;
import io.flipside.store.FolderStore;
import io.flipside.store.MediaType;
import io.flipside.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Audits of test clips, each as {@code explain} does it, over one store and one pair of models. */
final class TestClipAudits implements AutoCloseable {
    private static final long MOST_RECORD_BYTES = 4 << 20;
    private static final int FINGERPRINT_DIGITS = 12;
    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(SearchProgress update, int done, int most) {}
    };

    private final GivenModels shelf;
    private final Optional<Path> adapter;
    private final Optional<String> changed;
    private final ScratchFolder scratch = ScratchFolder.create("test-clips");
    private final ObjectStore store;
    private final LocalAudits audits;

    /**
     * @param adapter of the generator
     * @param changed how clips are drawn otherwise
     * @param kept folder of the audits' store, to go on with them another time; else they are forgotten
     */
    TestClipAudits(
            GivenModels shelf,
            Optional<Path> adapter,
            Optional<String> changed,
            Optional<Path> kept,
            ComputeSettings compute) {
        this.store = new FolderStore(kept.orElseGet(() -> scratch.path().resolve("store")));
        this.shelf = shelf;
        this.adapter = adapter;
        this.changed = changed;
        this.audits = new LocalAudits(
                new WorkerParts(store, shelf, scratch.path().resolve("cache"), InstantSource.system(), compute));
    }

    /**
     * One audit, or the rest of one that a kept store has begun.
     *
     * @param name of the audit among those of the clip
     * @param folder where the written clip is put
     */
    Outcome run(String name, TestClip clip, AuditPlan plan, long seed, Path folder) {
        AuditRequest request = request(clip, plan, seed);
        String id = name + "-" + clip.index() + "-" + fingerprint(request);
        AuditOutcome outcome = audits.run(id, request, SILENT);
        Optional<MeasuredAudit> measured =
                outcome.judged().map(evaluation -> measured(id, clip, outcome, evaluation, folder));
        return new Outcome(outcome, measured);
    }

    /**
     * How it ended.
     *
     * @param outcome of the audit
     * @param measured of it, unless it was refused
     */
    record Outcome(AuditOutcome outcome, Optional<MeasuredAudit> measured) {}

    private MeasuredAudit measured(String id, TestClip clip, AuditOutcome outcome, Evaluation evaluation, Path folder) {
        Path written =
                store.fetch(store.stat(AuditKeys.file(id, Rendered.EVIDENCE)).orElseThrow(), folder);
        RgbFrames frames = ClipReader.read(written, ClipLimits.DEFAULT).frames();
        SemanticFlip moved = SemanticFlip.measure(
                frames, clip.target(), changed.isPresent() ? ContrastTracker.DEFAULT : CentroidTracker.DEFAULT);
        String before = store.find(outcome.record().orElseThrow().key(), MOST_RECORD_BYTES)
                .map(AuditRecords::read)
                .flatMap(AuditRecord::admission)
                .orElseThrow()
                .prediction();
        boolean correct = before.equals(clip.drawn().direction().className());
        SameObject object = SameObject.measure(ChangedOption.drawing(changed).apply(clip.drawn()), frames);
        return new MeasuredAudit(clip, correct, evaluation, moved, object, StageLogs.of(store, id), written);
    }

    // in a kept store an audit of other models, settings or seed is another audit
    private String fingerprint(AuditRequest request) {
        String asked = shelf.classifierFolder() + "\n" + shelf.generatorFolder() + "\n" + request;
        return Sha256.of(asked.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT_DIGITS);
    }

    private AuditRequest request(TestClip clip, AuditPlan plan, long seed) {
        return new AuditRequest(
                written(clip),
                shelf.classifierName(),
                shelf.generatorName(),
                adapter.map(
                        lora -> store.put("inputs/adapter.safetensors", lora, MediaType.ofName("adapter.safetensors"))),
                clip.target().className(),
                plan,
                seed,
                Optional.empty());
    }

    private ArtifactRef written(TestClip clip) {
        return ScratchFolder.using(folder -> {
            Path file = folder.resolve("clip.mkv");
            ClipWriter.writeEvidence(
                    new Clip(
                            ChangedOption.drawing(changed).apply(clip.drawn()),
                            clip.drawn().profile().framesPerSecond()),
                    file);
            return store.put("inputs/clip-" + clip.index() + ".mkv", file, "video/x-matroska");
        });
    }

    @Override
    public void close() {
        audits.close();
        scratch.close();
    }
}
