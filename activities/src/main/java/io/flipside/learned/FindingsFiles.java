package io.flipside.learned;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flipside.findings.Findings;
import io.flipside.report.FindingsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that findings are written to. */
public final class FindingsFiles {
    /** For machines. */
    public static final String JSON = "findings.json";
    /** For people. */
    public static final String PAGE = "findings.html";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FindingsFiles() {}

    /**
     * Writes both.
     *
     * @param folder made if it is missing; files of the same names are replaced
     * @param leftOut how many results were no counterfactuals
     */
    public static void write(Path folder, Findings findings, int leftOut) {
        try {
            Files.createDirectories(folder);
            MAPPER.writeValue(folder.resolve(JSON).toFile(), FindingsJson.of(findings, leftOut));
            Files.writeString(folder.resolve(PAGE), FindingsPage.html(findings, leftOut));
        } catch (IOException e) {
            throw new UncheckedIOException("writing findings to " + folder, e);
        }
    }
}
