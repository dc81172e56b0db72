package io.flipside.cli.model;

import io.flipside.explain.ExplainProgress;
import io.flipside.record.SearchProgress;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;

/**
 * One line that shows stage, update, loss, target probability and time left; on a terminal it is drawn over itself, in a
 * log it appears every few seconds.
 */
final class ProgressLine implements ExplainProgress {
    private static final long LOG_EVERY_MILLIS = 5_000;
    private static final int BAR = 20;

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private long searchStart = -1;
    private long lastLog;

    ProgressLine(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void step(String name) {
        if (terminal) {
            out.printf("\r\u001B[K%s ...", name);
        } else {
            out.println(name + " ...");
        }
        out.flush();
    }

    @Override
    public void update(SearchProgress report, int done, int most) {
        long now = clock.millis();
        searchStart = searchStart < 0 ? now : searchStart;
        if (!terminal && now - lastLog < LOG_EVERY_MILLIS) {
            return;
        }
        lastLog = now;
        String line = line(report, done, most, now - searchStart);
        out.print(terminal ? "\r\u001B[K" + line : line + System.lineSeparator());
        out.flush();
    }

    static String line(SearchProgress report, int done, int most, long elapsedMillis) {
        int filled = BAR * done / most;
        long left = done < 2 ? -1 : elapsedMillis * (most - done) / (done - 1) / 1000;
        return String.format(
                Locale.ROOT,
                "[%s%s] %s  update %d of at most %d  loss %.4f  p(target) %.3f  %s",
                "=".repeat(filled),
                " ".repeat(BAR - filled),
                report.name(),
                done,
                most,
                report.loss(),
                report.targetProbability(),
                left < 0 ? "" : "at most " + left / 60 + ":" + String.format(Locale.ROOT, "%02d", left % 60) + " left");
    }

    /** Ends the line. */
    void end() {
        if (terminal) {
            out.print("\r\u001B[K");
            out.flush();
        }
    }
}
