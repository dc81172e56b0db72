package io.flipside.cli.model;

import io.flipside.plan.CostPlan;
import io.flipside.record.AuditJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A plan for people and for programs. */
final class PlanText {
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    private PlanText() {}

    static String json(CostPlan plan) {
        return new String(AuditJson.bytes(plan), StandardCharsets.UTF_8);
    }

    static void print(CostPlan plan, PrintWriter out) {
        out.println("At most, if no stage ends early:");
        out.println();
        out.printf(
                Locale.ROOT,
                "%-12s %8s  %-22s %10s %14s %12s%n",
                "stage",
                "updates",
                "computed again",
                "graphs",
                "an update",
                "time");
        for (CostPlan.Stage stage : plan.stages()) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %8d  %-22s %7.2f GB %10.2f TFLOP %9s%n",
                    stage.label(),
                    stage.updates(),
                    stage.recomputed().isEmpty() ? "nothing" : String.join(", ", stage.recomputed()),
                    stage.graphBytes() / GIGA,
                    stage.operations() / TERA,
                    stage.secondsAnUpdate().map(PlanText::time).orElse("-"));
        }
        out.println();
        out.printf(Locale.ROOT, "Memory at the peak: %.1f GB%n", plan.peakBytes() / GIGA);
        plan.memory().forEach((part, bytes) -> out.printf(Locale.ROOT, "  %-32s %8.2f GB%n", part, bytes / GIGA));
        plan.deviceMemory()
                .filter(device -> device < plan.peakBytes())
                .ifPresent(device -> out.printf(
                        Locale.ROOT,
                        "  That is more than the %.0f GB of the device. Hold weights in another way (--weights streamed)"
                                + " or give graphs less (--graph-budget).%n",
                        device / GIGA));
        out.printf(
                Locale.ROOT,
                "Operations: %.1f TFLOP in %d updates%s%n",
                plan.operations() / TERA,
                plan.updates(),
                plan.unknownClassifier() ? ", the classifier's not counted: only its program knows them" : "");
        out.printf("Time: %s%n", time(plan));
        out.printf(Locale.ROOT, "Bytes in the store: %.1f MB%n", plan.storeBytes() / 1e6);
        plan.price().ifPresent(price -> out.printf(Locale.ROOT, "Price: %.2f%n", price));
    }

    private static String time(CostPlan plan) {
        return plan.seconds()
                .map(seconds -> time(seconds) + " on " + plan.machine().orElse("this machine"))
                .orElse("not known: measure this machine with flipside doctor --calibrate, or name one with --machine");
    }

    private static String time(double seconds) {
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
        } else if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        } else if (seconds < 2 * HOUR) {
            return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
        }
        return seconds < 2 * DAY
                ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
                : String.format(Locale.ROOT, "%.1f days", seconds / DAY);
    }
}
