package io.flipside.generator;

import java.util.Map;

/**
 * A generator with what it was read from.
 *
 * @param generator ready for any number of clips
 * @param profile the clips it makes
 * @param sha256 of every file of the folder that was read, by relative name
 * @param adapterSha256 the same for the adapter and its configuration; empty without one
 */
public record LoadedGenerator(
        Generator generator, GeneratorProfile profile, Map<String, String> sha256, Map<String, String> adapterSha256) {
    public LoadedGenerator {
        sha256 = Map.copyOf(sha256);
        adapterSha256 = Map.copyOf(adapterSha256);
    }
}
