package io.flipside.record;

/** Where in the bucket an audit keeps what. */
public final class AuditKeys {
    /** Prefix of all audits. */
    public static final String AUDITS = "audits/";

    /** What the sealed record is called, wherever it lies. */
    public static final String RECORD = "record.json";

    /** Name of the step that makes the first state, and says the stages. */
    public static final String CONDITION = "condition";

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
        return folder(audit) + RECORD;
    }

    /** What a finished step returned. */
    public static String step(String audit, String step) {
        return folder(audit) + "steps/" + step + ".json";
    }

    /** An event as it is told, the first time and again. */
    public static String event(String audit, String type, String discriminator) {
        return folder(audit) + "events/" + type + (discriminator.isEmpty() ? "" : "-" + discriminator) + ".json";
    }

    /** That an event was told. */
    public static String told(String audit, String type, String discriminator) {
        return folder(audit) + "told/" + type + (discriminator.isEmpty() ? "" : "-" + discriminator) + ".json";
    }

    /** A file of the result. */
    public static String file(String audit, String name) {
        return folder(audit) + "result/" + name;
    }

    /** The state at the end of a stage, or before the first. */
    public static String state(String audit, String name) {
        return folder(audit) + "stages/" + name + ".safetensors";
    }

    /** Folder of what the stages left. */
    public static String stages(String audit) {
        return folder(audit) + "stages/";
    }

    /** The updates of a stage. */
    public static String updates(String audit, int stage) {
        return folder(audit) + "stages/" + stage + ".json";
    }

    /** Some frames of the clip as it was at the end of a stage, for people. */
    public static String preview(String audit, int stage) {
        return folder(audit) + "stages/" + stage + ".png";
    }

    /** Folder of what people answered when they were asked which clip is which. */
    public static String choices(String audit) {
        return folder(audit) + "choices/";
    }

    /** One of these answers. */
    public static String choice(String audit, String question) {
        return choices(audit) + question + ".json";
    }

    /** A fault of this program in a step. */
    public static String fault(String audit, String step, int number) {
        return folder(audit) + "faults/" + step + "-" + number + ".txt";
    }

    /** Marks of those who are at work in one place of a step. */
    public static String atWork(String audit, String step, String place) {
        return folder(audit) + "at-work/" + step + "/" + place + "/";
    }

    /** Whether every audit of the bucket is in the index. */
    static final String INDEX_BUILT = "index/built.json";

    /** Prefix of the index's entries of audits that are not done. */
    static final String INDEX_OPEN = "index/open/";

    /** Prefix of the index's entries of audits that are. */
    static final String INDEX_DONE = "index/done/";

    /** An entry says something of its audit behind this; sorts before whatever an id may go on with. */
    static final char INDEX_NOTE = '!';

    private static final int SHARD = 8;

    /** Part of an index that an audit is in: a store that walks folders lists a few dozen entries, not all. */
    static String shard(String audit) {
        return audit.substring(0, Math.min(SHARD, audit.length()));
    }

    /** An entry of the index, with a note or an empty one. */
    static String indexed(String index, String audit, String note) {
        return index + shard(audit) + "/" + audit + (note.isEmpty() ? "" : INDEX_NOTE + note);
    }
}
