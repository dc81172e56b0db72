package io.flipside.cli.model;

import io.flipside.audit.Budget;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.cli.Home;
import io.flipside.cli.Services;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.desk.AuditDesk;
import io.flipside.desk.AuditResults;
import io.flipside.file.ScratchFolder;
import io.flipside.record.StageLog;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flipside measure overhead}: what durability costs. */
@Command(
        name = "overhead",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs an audit with a checkpoint after every update and prints what was no update: checkpoint and heartbeat "
                    + "after each, and Temporal, events and states where a stage ends and the next begins.",
        })
final class MeasureOverheadCommand implements Callable<Integer> {
    /** K_C of Table S1. */
    private static final int PAPER_UPDATES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--steps",
            defaultValue = "40",
            description = "Last number of denoising steps; the more, the longer an update. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--iterations", defaultValue = "2", description = "Updates a stage. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--from", defaultValue = "25", description = "First stage to count. Default: ${DEFAULT-VALUE}.")
    private int from;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        try (ScratchFolder scratch = ScratchFolder.create("overhead");
                Services services = Services.start(scratch.path())) {
            AuditDesk desk = services.service().desk();
            Path clip = ShapeMovingFiles.write(
                            scratch.path().resolve("clips"),
                            ShapeMovingProfile.SMALL,
                            DemoCommand.DATA_SEED,
                            LongStream.of(1),
                            ClipFormat.LOSSLESS)
                    .get(0);
            AuditPlan plan =
                    Presets.of(Home.TINY).with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(iterations, steps));
            String id = DurableDemo.submit(desk, clip, "right", plan, 1);
            awaitStages(desk.results(), id, from - 1);
            long begin = System.nanoTime();
            awaitStages(desk.results(), id, steps);
            double wall = (System.nanoTime() - begin) / 1e9;
            print(print, desk.results().stages(id), wall);
        }
        return 0;
    }

    private static void awaitStages(AuditResults results, String id, int count) {
        while (results.stages(id).size() < count) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void print(PrintWriter print, List<StageLog> logs, double wall) {
        List<StageLog> counted = logs.stream()
                .filter(log -> log.updates().get(0).stage() >= from)
                .toList();
        int updates = counted.stream().mapToInt(log -> log.updates().size()).sum();
        double updating = counted.stream().mapToDouble(StageLog::updating).sum();
        double perUpdate = counted.stream().mapToDouble(StageLog::keeping).sum() / updates;
        double perStage = (wall - updating) / counted.size() - perUpdate * updates / counted.size();
        print.printf(Locale.ROOT, "updates counted                      %d%n", updates);
        print.printf(Locale.ROOT, "seconds an update                    %.3f%n", updating / updates);
        print.printf(Locale.ROOT, "checkpoint and heartbeat an update   %.1f ms%n", perUpdate * 1000);
        print.printf(Locale.ROOT, "end of a stage and begin of the next  %.1f ms%n", perStage * 1000);
        print.printf(
                Locale.ROOT,
                "overhead, %d updates a stage, 1 s each   %.2f %%%n",
                PAPER_UPDATES,
                100 * (perUpdate + perStage / PAPER_UPDATES));
        print.flush();
    }
}
