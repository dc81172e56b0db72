package io.flipside.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The kinds of problems, and the table of docs/errors.md. */
class ProblemKindTest {
    private static final Path TABLE = Path.of("../docs/errors.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z-]+)` \\| ([0-9]{3}) \\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|");

    @Test
    void everyKindIsDocumentedAndNoOther() throws IOException {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        Files.readAllLines(TABLE).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> documented.put(row.group(1), List.of(row.group(2), row.group(3))));
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        Arrays.stream(ProblemKind.values())
                .forEach(kind -> kinds.put(kind.word(), List.of(String.valueOf(kind.status()), kind.title())));
        assertThat(documented).containsExactlyEntriesOf(kinds);
    }

    @Test
    void aStatusAloneIsAKindOfThatStatusOrOfItsClass() {
        for (int status : new int[] {400, 401, 403, 404, 405, 406, 413, 415, 500, 503}) {
            assertThat(ProblemKind.of(status).status()).isEqualTo(status);
        }
        assertThat(ProblemKind.of(418).status()).isEqualTo(400);
        assertThat(ProblemKind.of(599).status()).isEqualTo(500);
    }

    @Test
    void aProblemKeepsWhatItHasForMachinesAndTheNameOfBefore() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(new Problem(ProblemKind.INVALID_FIELD, "no \"number\".", Map.of("field", "seed")).json());
        assertThat(json.path("type").asText()).isEqualTo("urn:flipside:problem:invalid-field");
        assertThat(json.path("status").asInt()).isEqualTo(400);
        assertThat(json.path("detail").asText()).isEqualTo("no \"number\".");
        assertThat(json.path("error")).isEqualTo(json.path("detail"));
        assertThat(json.path("field").asText()).isEqualTo("seed");
    }
}
