package io.flipside.cli.model;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.StageFacts;
import io.flipside.audit.step.StageReport;
import io.flipside.cli.Home;
import io.flipside.cli.SearchOptions;
import io.flipside.cli.Services;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditFiles;
import io.flipside.desk.AuditResults;
import io.flipside.desk.AuditView;
import io.flipside.explain.ResultFolder;
import io.flipside.file.ScratchFolder;
import io.flipside.record.AuditKeys;
import io.flipside.record.SearchProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One audit through embedded Temporal, S3 and Kafka, from the clip to a folder with the result. */
final class DurableDemo {
    private static final long LOOK_EVERY_MILLIS = 150;

    private final PrintWriter err;
    private final InstantSource clock;

    DurableDemo(PrintWriter err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
    }

    AuditView run(Path clip, String target, SearchOptions search, Path out) {
        ProgressLine line = new ProgressLine(err, System.console() != null, clock);
        try (ScratchFolder data = ScratchFolder.create("demo");
                ResultFolder folder = ResultFolder.create(out)) {
            line.step("start Temporal, S3 and Kafka");
            try (Services services = Services.start(data.path())) {
                AuditDesk desk = services.service().desk();
                String id = submit(desk, clip, target, search.plan(), search.seed());
                AuditView view = follow(desk.results(), id, line);
                AuditFiles files = desk.files();
                view.outcome().flatMap(AuditOutcome::judged).ifPresent(e -> folder.fill(e.files(), files::copy));
                files.file(id, AuditKeys.RECORD)
                        .ifPresent(record -> folder.fill(Map.of(AuditKeys.RECORD, record), files::copy));
                line.end();
                folder.publish();
                return view;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + clip, e);
        } finally {
            line.end();
        }
    }

    /** Asks the shipped models about a clip; returns the audit's id. */
    static String submit(AuditDesk desk, Path clip, String target, AuditPlan plan, long seed) throws IOException {
        ArtifactRef ref = desk.files().upload(Files.readAllBytes(clip), clip.toString(), "video/x-matroska");
        AuditRequest request =
                new AuditRequest(ref, Home.TINY, Home.TINY, Optional.empty(), target, plan, seed, Optional.empty());
        return desk.control().submit(request, UUID.randomUUID().toString());
    }

    private static AuditView follow(AuditResults results, String id, ProgressLine line) {
        String step = "";
        while (true) {
            AuditView view = results.show(id);
            if (view.outcome().isPresent()) {
                return view;
            }
            AuditProgress progress = view.progress().orElseThrow();
            Optional<SearchProgress> update = view.update();
            if (update.isPresent()) {
                SearchProgress u = update.get();
                int most = progress.planned().orElse(List.of()).stream()
                        .mapToInt(StageFacts::mostUpdates)
                        .sum();
                int before = progress.stages().stream()
                        .mapToInt(StageReport::updates)
                        .sum();
                line.update(u, before + u.iteration(), most);
            } else if (!progress.step().equals(step)) {
                step = progress.step();
                line.step(step);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
