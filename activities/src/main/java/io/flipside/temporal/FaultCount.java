package io.flipside.temporal;

import io.flipside.record.AuditKeys;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * How often a step failed by a fault of this program, kept in the store: attempts that failed for other reasons do not
 * count, and another worker goes on counting.
 */
final class FaultCount {
    /** After so many faults a step is given up. */
    static final int MOST = 3;

    private final ObjectStore store;

    FaultCount(ObjectStore store) {
        this.store = store;
    }

    /**
     * Counts one more, with its stack trace as evidence.
     *
     * @param step unique within the audit
     * @return how many there are now
     */
    int add(String audit, String step, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        Content content = Content.of(trace.toString().getBytes(StandardCharsets.UTF_8));
        int number = 1;
        while (!store.create(AuditKeys.fault(audit, step, number), content, "text/plain; charset=utf-8")) {
            number++;
        }
        return number;
    }
}
