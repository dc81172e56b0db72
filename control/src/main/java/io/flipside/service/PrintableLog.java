package io.flipside.service;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Logs are lines. What others sent us, in whatever message it ends up, can neither begin a line nor steer a terminal. */
@LoggingFilter(name = PrintableLog.NAME)
public final class PrintableLog implements Filter {
    static final String NAME = "printable";

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = record instanceof ExtLogRecord ext ? ext.getFormattedMessage() : record.getMessage();
        if (message != null && message.codePoints().anyMatch(PrintableLog::isHidden)) {
            if (record instanceof ExtLogRecord ext) {
                ext.setMessage(printable(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                record.setMessage(printable(message));
            }
            record.setParameters(new Object[0]);
        }
        if (record.getThrown() != null) {
            record.setThrown(PrintableFailure.of(record.getThrown()));
        }
        return true;
    }

    /** The text with what cannot be seen written as {@code \\uXXXX}. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
