package io.flipside.cluster.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cluster is told of our kinds is what the records say. */
class DefinitionsTest {
    private static final Path CHECKED_IN = Path.of("../k8s/crds");
    private static final String WRITE = "flipside.schema.write";
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    @Test
    void theDefinitionOfAnAuditIsThatOfTheRecords() throws IOException {
        isCheckedIn("audits.flipside.io.yaml", DefinitionOf.audit());
    }

    @Test
    void theDefinitionOfACampaignIsThatOfTheRecords() throws IOException {
        isCheckedIn("auditcampaigns.flipside.io.yaml", DefinitionOf.campaign());
    }

    @Test
    void nothingInThemIsWhatAClusterDoesNotTake() {
        for (ObjectNode definition : List.of(DefinitionOf.audit(), DefinitionOf.campaign())) {
            assertThat(definition.toString())
                    .doesNotContain("$ref", "$defs", "anyOf", "\"additionalProperties\":false", "(?=", StructuralSchema.RIGHT)
                    .doesNotContain("[\"object\",\"null\"]");
        }
    }

    private static void isCheckedIn(String name, ObjectNode definition) throws IOException {
        Path file = CHECKED_IN.resolve(name);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(CHECKED_IN);
            Files.writeString(file, YAML.writeValueAsString(definition));
        }
        JsonNode there = YAML.readTree(Files.readString(file));
        assertThat(there)
                .as(
                        "%s is not what the records say. Write it anew: ./mvnw -Dquick -pl control -am test "
                                + "-Dtest='DefinitionsTest' -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        file, WRITE)
                .isEqualTo(YAML.readTree(YAML.writeValueAsString(definition)));
    }
}
