package io.flipside.service;

import org.jspecify.annotations.Nullable;

/** A failure as a log may show it: the same text and trace, with nothing hidden in any message. */
final class PrintableFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private final String text;

    private PrintableFailure(Throwable failure, int depth) {
        super(null, cause(failure, depth), false, true);
        this.text = PrintableLog.printable(failure.toString());
        setStackTrace(failure.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth >= DEEPEST ? null : new PrintableFailure(cause, depth + 1);
    }

    static Throwable of(Throwable failure) {
        return new PrintableFailure(failure, 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
