package io.flipside.desk;

import io.flipside.file.Sha256;
import java.nio.charset.StandardCharsets;

/** Ids of audits. */
public final class AuditIds {
    private static final int DIGITS = 32;

    private AuditIds() {}

    /** The audit of an event: the same event, sent again, is the same audit. */
    public static String of(String source, String id) {
        byte[] both = (source.length() + ":" + source + id).getBytes(StandardCharsets.UTF_8);
        return "audit-" + Sha256.of(both).substring(0, DIGITS);
    }
}
