package io.flipside.checkpoint;

import io.flipside.UserError;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a checkpoint lies.
 *
 * @param audit checked id
 * @param stage of its state
 * @param iteration of its state
 * @param attempt that wrote it
 */
record CheckpointKey(String audit, int stage, int iteration, long attempt) {
    private static final String DATA = ".safetensors";
    private static final String MANIFEST = ".json";
    // a dot in front would allow "..", a slash another audit's folder
    private static final Pattern AUDIT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final Pattern NAME = Pattern.compile("([0-9]{4,9})/([0-9]{6,9})-([0-9]{1,18})\\.(safetensors|json)");

    static void check(String audit, long attempt) {
        if (!AUDIT.matcher(audit).matches()) {
            throw new UserError("audit must be 1 to 200 letters, digits, dots, hyphens and underscores, and not start "
                    + "with a dot.");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1 but is " + attempt);
        }
    }

    static CheckpointKey of(Checkpoint checkpoint) {
        return new CheckpointKey(
                checkpoint.audit(),
                checkpoint.state().stage(),
                checkpoint.state().iteration(),
                checkpoint.attempt());
    }

    /** Of the manifest or the data of a checkpoint; empty for any other key. */
    static Optional<CheckpointKey> parse(String audit, String key) {
        String folder = folder(audit);
        Matcher name = NAME.matcher(key.startsWith(folder) ? key.substring(folder.length()) : "");
        if (!name.matches()) {
            return Optional.empty();
        }
        CheckpointKey parsed = new CheckpointKey(
                audit, Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), Long.parseLong(name.group(3)));
        // zeros in front could give two keys one meaning
        return Optional.of(parsed)
                .filter(k -> k.data().equals(key) || k.manifest().equals(key));
    }

    static boolean isManifest(String key) {
        return key.endsWith(MANIFEST);
    }

    /** Everything of one audit. */
    static String folder(String audit) {
        return "audits/" + audit + "/checkpoints/";
    }

    String data() {
        return name() + DATA;
    }

    String manifest() {
        return name() + MANIFEST;
    }

    private String name() {
        return folder(audit) + String.format(Locale.ROOT, "%04d/%06d-%d", stage, iteration, attempt);
    }
}
