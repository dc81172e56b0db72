package io.flipside.cli.model;

import io.flipside.library.HashProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** How far hashing has come: a bar on a terminal, a line for every tenth elsewhere. */
final class HashBar implements HashProgress {
    private static final int BAR = 30;
    private static final int LINES = 10;
    /** Less than this needs no line. */
    private static final long SMALL = 1L << 30;

    private final PrintWriter out;
    private final boolean terminal;
    private long last = -1;

    HashBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void read(Path file, long done, long all) {
        int steps = terminal ? BAR * LINES : LINES;
        long step = all == 0 ? steps : steps * done / all;
        if (step == last || !terminal && all < SMALL) {
            return;
        }
        last = step;
        String figures = String.format(Locale.ROOT, "%s of %s hashed", ModelText.size(done), ModelText.size(all));
        if (terminal) {
            int filled = (int) (all == 0 ? BAR : BAR * done / all);
            out.printf("\r\u001B[K[%s%s] %s", "=".repeat(filled), " ".repeat(BAR - filled), figures);
        } else {
            out.println(figures);
        }
        out.flush();
    }

    /** Takes the bar away. */
    void end() {
        if (terminal && last >= 0) {
            out.print("\r\u001B[K");
            out.flush();
        }
    }
}
