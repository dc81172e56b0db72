package io.flipside.explain;

import java.util.Map;
import java.util.TreeMap;

/**
 * sha256 of every file that loaded models were read from, by relative name, of the very bytes that were used.
 *
 * @param classifier files of the classifier's folder
 * @param generator files of the generator's folder
 * @param adapter the adapter and its configuration; empty without one
 */
public record ModelDigests(Map<String, String> classifier, Map<String, String> generator, Map<String, String> adapter) {
    public ModelDigests {
        classifier = Map.copyOf(classifier);
        generator = Map.copyOf(generator);
        adapter = Map.copyOf(adapter);
    }

    /** One digest of all of it: equal for equal models, wherever they lay. */
    public String identity() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(classifier).forEach((name, sha256) -> line(all, "classifier/" + name, sha256));
        new TreeMap<>(generator).forEach((name, sha256) -> line(all, "generator/" + name, sha256));
        // an adapter's file has another name in every folder that it is brought to
        adapter.values().stream().sorted().forEach(sha256 -> line(all, "adapter", sha256));
        return Sha256.of(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder all, String name, String sha256) {
        all.append(sha256).append("  ").append(name).append('\n');
    }
}
