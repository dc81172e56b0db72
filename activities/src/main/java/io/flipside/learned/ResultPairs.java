package io.flipside.learned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.findings.CounterfactualPair;
import io.flipside.findings.FindingsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of results: each holds {@code result.json}, {@code original.mkv} and {@code counterfactual.mkv}, as audits write
 * them. A result that did not flip is no counterfactual and is left out.
 */
public final class ResultPairs {
    private static final String RESULT = "result.json";
    private static final int DEEPEST = 6;
    private static final long MOST_BYTES = 64L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultPairs() {}

    /**
     * The folders with a result, in and under a folder, by name.
     *
     * @throws UserError if there is none
     */
    public static List<Path> under(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder " + folder + ". Give a folder of results.");
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            List<Path> results = files.filter(file -> file.endsWith(RESULT))
                    .map(file -> file.resolveSibling(""))
                    .sorted()
                    .toList();
            if (results.isEmpty()) {
                throw new UserError("folder " + folder + " holds no " + RESULT
                        + ". Give the folder of a result, or one that holds such folders.");
            }
            return results;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Adds the counterfactual of a result.
     *
     * @param name of the pair
     * @return whether it was one
     * @throws UserError naming the file and the field that is not what it should be
     */
    public static boolean add(Path folder, String name, FindingsBuilder findings) {
        Path file = folder.resolve(RESULT);
        JsonNode result = read(file);
        JsonNode flipped = result.path("verdict").path("flipped");
        if (!flipped.isBoolean()) {
            throw new UserError(file + ": verdict.flipped is not true or false. Was it written by an audit?");
        }
        if (!flipped.booleanValue()) {
            return false;
        }
        findings.add(new CounterfactualPair(
                name,
                text(file, result, "originalClass"),
                text(file, result, "targetClass"),
                ClipReader.read(folder.resolve("original.mkv"), ClipLimits.DEFAULT)
                        .frames(),
                ClipReader.read(folder.resolve("counterfactual.mkv"), ClipLimits.DEFAULT)
                        .frames()));
        return true;
    }

    private static JsonNode read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(
                        file + " is larger than " + (MOST_BYTES >> 20) + " MB. Was it written by an audit?");
            }
            return MAPPER.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is no JSON. Was it written by an audit?", e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(Path file, JsonNode result, String field) {
        JsonNode value = result.path(field);
        if (!value.isTextual()) {
            throw new UserError(file + ": " + field + " is missing. Was it written by an audit?");
        }
        return value.textValue();
    }
}
