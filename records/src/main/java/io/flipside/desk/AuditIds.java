package io.flipside.desk;

import io.flipside.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Ids of audits and campaigns. */
public final class AuditIds {
    private static final int DIGITS = 32;
    private static final int MOST = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MOST - 1) + "}");

    private AuditIds() {}

    /** The audit of an event: the same event, sent again, is the same audit. */
    public static String of(String source, String id) {
        return "audit-" + digest(source, id);
    }

    /** The campaign of an event, likewise. */
    public static String campaign(String source, String id) {
        return "campaign-" + digest(source, id);
    }

    private static String digest(String source, String id) {
        byte[] both = (source.length() + ":" + source + id).getBytes(StandardCharsets.UTF_8);
        return Sha256.of(both).substring(0, DIGITS);
    }

    /** Whether an audit could be called so. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id, if it can be one. */
    static String checked(String auditId) {
        if (!isId(auditId)) {
            throw new NoSuchAudit(auditId.length() > MOST ? auditId.substring(0, MOST) : auditId);
        }
        return auditId;
    }
}
