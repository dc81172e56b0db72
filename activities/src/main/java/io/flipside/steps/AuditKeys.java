package io.flipside.steps;

import java.util.Optional;

/** Where in the bucket an audit keeps what. */
public final class AuditKeys {
    /** Prefix of all audits. */
    public static final String AUDITS = "audits/";

    private AuditKeys() {}

    /** The folder of an audit, with its slash. */
    public static String folder(String audit) {
        return AUDITS + audit + "/";
    }

    /** The request as it was accepted. */
    public static String request(String audit) {
        return folder(audit) + "request.json";
    }

    /** The request as it was asked for first, kept before the audit is started. */
    public static String asked(String audit) {
        return folder(audit) + "asked.json";
    }

    /** There when everything is done and told. */
    public static String done(String audit) {
        return folder(audit) + "done.json";
    }

    /** The sealed record. */
    public static String record(String audit) {
        return folder(audit) + "record.json";
    }

    /** What a finished step returned. */
    public static String step(String audit, String step) {
        return folder(audit) + "steps/" + step + ".json";
    }

    /** An event that was told. */
    public static String told(String audit, String type, String discriminator) {
        return folder(audit) + "events/" + type + (discriminator.isEmpty() ? "" : "-" + discriminator) + ".json";
    }

    /** A file of the result. */
    public static String file(String audit, String name) {
        return folder(audit) + "result/" + name;
    }

    /** The state at the end of a stage, or before the first. */
    public static String state(String audit, String name) {
        return folder(audit) + "stages/" + name + ".safetensors";
    }

    /** The updates of a stage. */
    public static String updates(String audit, int stage) {
        return folder(audit) + "stages/" + stage + ".json";
    }

    /** The audit a request key belongs to. */
    static Optional<String> auditOfRequest(String key) {
        boolean request = key.startsWith(AUDITS) && key.endsWith("/request.json");
        return request
                ? Optional.of(key.substring(AUDITS.length(), key.length() - "/request.json".length()))
                : Optional.empty();
    }
}
