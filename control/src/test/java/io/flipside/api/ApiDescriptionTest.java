package io.flipside.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml, which a running service says of itself ({@code ApiIT} in gpu-worker). */
class ApiDescriptionTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/io/flipside/api/examples");
    private static final String JSON = "application/json";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private static JsonNode api;
    private static final Map<String, JsonNode> OPERATIONS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        api = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(Path.of("../docs/openapi.yaml")));
        api.path("paths")
                .forEach(item -> item.forEach(operation -> assertThat(
                                OPERATIONS.put(operation.path("operationId").asText(), operation))
                        .as(operation.path("operationId").asText())
                        .isNull()));
    }

    /** Every media type of an operation's bodies, by what it is of. */
    private static Map<String, JsonNode> bodies(String media) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        OPERATIONS.forEach((id, operation) -> {
            JsonNode request = operation.path("requestBody").path("content").path(media);
            if (!request.isMissingNode()) {
                bodies.put(id + ".request", request);
            }
            operation.path("responses").fields().forEachRemaining(response -> {
                JsonNode body = response.getValue().path("content").path(media);
                if (response.getKey().startsWith("2") && !body.isMissingNode()) {
                    bodies.put(id + ".response", body);
                }
            });
        });
        return bodies;
    }

    private static List<String> faults(JsonNode body) {
        ObjectNode schema = body.path("schema").deepCopy();
        schema.set("components", api.path("components"));
        JsonSchema compiled = SCHEMAS.getSchema(schema);
        List<String> faults = new ArrayList<>();
        compiled.validate(body.path("example")).forEach(fault -> faults.add(fault.getMessage()));
        return faults;
    }

    @Test
    void everyOperationSaysWhatItDoesWhoMayAndHowItRefuses() {
        assertThat(OPERATIONS).hasSizeGreaterThan(25).allSatisfy((id, operation) -> {
            assertThat(id).matches("[a-z][A-Za-z]+");
            assertThat(operation.path("summary").asText()).isNotEmpty();
            assertThat(operation.at("/security/0/bearer/0").asText()).isIn("reader", "auditor", "operator");
            assertThat(operation.path("responses").has("401")).isTrue();
            assertThat(operation.path("responses").has("503")).isTrue();
            operation.path("parameters").forEach(parameter -> assertThat(
                            parameter.path("description").asText())
                    .isNotEmpty());
        });
    }

    @Test
    void everyBodyOfJsonHasAnExampleThatFollowsItsSchema() {
        assertThat(bodies(JSON)).hasSizeGreaterThan(30).allSatisfy((name, body) -> {
            assertThat(body.has("example")).as(name).isTrue();
            assertThat(faults(body)).as(name).isEmpty();
        });
    }

    @Test
    void everyProblemHasAnExampleThatFollowsItsSchema() {
        JsonNode problems = api.at("/components/responses");
        assertThat(problems).hasSizeGreaterThan(8).allSatisfy(problem -> {
            JsonNode body = problem.path("content").path("application/problem+json");
            assertThat(body.has("example")).isTrue();
            assertThat(faults(body)).isEmpty();
        });
    }

    @Test
    void everyExampleIsOfABody() throws IOException {
        TreeSet<String> kept = new TreeSet<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            files.forEach(file -> kept.add(file.getFileName().toString().replace(".json", "")));
        }
        assertThat(kept).isEqualTo(new TreeSet<>(bodies(JSON).keySet()));
    }
}
