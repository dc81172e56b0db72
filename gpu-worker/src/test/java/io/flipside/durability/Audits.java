package io.flipside.durability;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.step.StageReport;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditView;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Audits of the small world: what is asked, and the bits that come out. */
final class Audits {
    private static final long DATA_SEED = 7;
    /** For what must happen sooner or later; no promise is about time. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The same for kubectl and helm. */
    static final String TIMEOUT = "--timeout=" + PATIENCE.toSeconds() + "s";

    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9]+)/([0-9]+)-[0-9]+\\.json$");

    private final AuditDesk desk;
    private final ObjectStore store;
    private final AuditPlan plan;

    Audits(AuditDesk desk, ObjectStore store, AuditPlan plan) {
        this.desk = desk;
        this.store = store;
        this.plan = plan;
    }

    /** Every update of every stage: nothing ends early, so there is always something to kill. */
    static AuditPlan plan(int iterations, int steps) {
        return Presets.of("tiny")
                .with(Stop.RUN_ALL, Redraws.NONE)
                .with(new Budget(iterations, steps))
                .with(new Policies(4, 0, 1, false));
    }

    /** What an audit that was searched to its end came to, bit for bit. */
    record Bits(String latentSha256, String evidenceSha256, String verdict) {}

    AuditRequest request(Path scratch, int number) {
        long index = ShapeMovingSplit.TEST
                .indices(DATA_SEED)
                .skip(number % 3)
                .findFirst()
                .orElseThrow();
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, DATA_SEED, index);
        try {
            Path folder = Files.createDirectories(scratch.resolve("clip-" + number));
            Path file = ShapeMovingFiles.write(
                            folder, ShapeMovingProfile.SMALL, DATA_SEED, LongStream.of(index), ClipFormat.LOSSLESS)
                    .get(0);
            ArtifactRef ref = desk.files().upload(Files.readAllBytes(file), file.toString(), "video/x-matroska");
            List<String> classes = List.of("up", "down", "left", "right");
            String target = classes.get((classes.indexOf(clip.direction().className()) + 1 + number % 3) % 4);
            return new AuditRequest(ref, "tiny", "tiny", Optional.empty(), target, plan, 1 + number, Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    AuditOutcome await(String auditId) {
        AuditView[] view = new AuditView[1];
        await(() -> {
            view[0] = desk.results().show(auditId);
            return view[0].outcome().isPresent();
        });
        return view[0].outcome().orElseThrow();
    }

    Bits bits(String auditId) {
        AuditOutcome outcome = await(auditId);
        String latent = store.find(
                        AuditKeys.step(
                                auditId,
                                "stage-" + plan.schedule().orElseThrow().denoisingSteps()),
                        1 << 20)
                .map(json -> AuditJson.read(json, StageReport.class).state().sha256())
                .orElseThrow(() -> new AssertionError(auditId + " has no last stage: " + outcome));
        return new Bits(
                latent,
                outcome.judged()
                        .orElseThrow(() -> new AssertionError(auditId + " has no evidence: " + outcome))
                        .evidenceSha256(),
                outcome.verdict().word());
    }

    /** Updates that finished and were kept: what Temporal is told comes seconds later, when a short audit may be over. */
    int updates(String auditId) {
        int kept = 0;
        for (String key : store.list("audits/" + auditId + "/checkpoints/")) {
            Matcher name = CHECKPOINT.matcher(key);
            if (name.find()) {
                int before = (Integer.parseInt(name.group(1)) - 1)
                        * plan.budget().orElseThrow().iterations();
                kept = Math.max(kept, before + Integer.parseInt(name.group(2)));
            }
        }
        for (int stage = 1; stage <= plan.schedule().orElseThrow().denoisingSteps(); stage++) {
            if (store.stat(AuditKeys.step(auditId, "stage-" + stage)).isPresent()) {
                kept = Math.max(kept, stage * plan.budget().orElseThrow().iterations());
            }
        }
        return kept;
    }

    /** Updates that Temporal was told of. */
    int toldUpdates(String auditId) {
        return desk.results()
                .show(auditId)
                .update()
                .map(u -> (u.stage() - 1) * plan.budget().orElseThrow().iterations() + u.iteration())
                .orElse(0);
    }

    static void await(BooleanSupplier condition) {
        await(condition, Duration.ofMillis(50), PATIENCE);
    }

    static void await(BooleanSupplier condition, Duration every, Duration patience) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new AssertionError("what was awaited did not happen");
            }
            pause(every.toMillis());
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
