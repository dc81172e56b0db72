package io.flipside.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.api.PublishedSchemas;
import io.smallrye.openapi.runtime.io.OpenApiParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Schemas of bodies: of what is sent, those that are published; of answers, what the scan finds in the records, and
 * {@code answers.json} for those whose JSON is not as their components are.
 */
final class DescribedSchemas {
    private static final Map<String, String> PUBLISHED =
            Map.of("AuditRequest", PublishedSchemas.REQUEST, "Budget", PublishedSchemas.BUDGET);
    /** Fields of what is sent that may be left out. */
    private static final Map<String, Set<String>> LEFT_OUT = Map.of("CampaignRequest", Set.of("window"));

    private DescribedSchemas() {}

    static void describe(OpenAPI api) {
        api.getComponents().getSchemas().forEach(DescribedSchemas::require);
        PUBLISHED.forEach((component, schema) -> published(api, component, schema));
        Resources.json("answers.json")
                .orElseThrow()
                .fields()
                .forEachRemaining(
                        each -> add(api, each.getKey(), each.getValue().toString()));
    }

    /** A record's components are always there; what may be nothing is null. */
    private static void require(String name, Schema schema) {
        if (schema.getProperties() != null) {
            List<String> required = schema.getProperties().entrySet().stream()
                    .filter(property -> !mayBeNull(property.getValue()))
                    .map(Map.Entry::getKey)
                    .filter(property -> !LEFT_OUT.getOrDefault(name, Set.of()).contains(property))
                    .sorted()
                    .toList();
            schema.setRequired(required.isEmpty() ? null : required);
        }
    }

    private static boolean mayBeNull(Schema schema) {
        boolean typed = schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL);
        return typed || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(DescribedSchemas::mayBeNull);
    }

    private static void published(OpenAPI api, String component, String schema) {
        ObjectNode json = (ObjectNode) Resources.read(bytes(schema));
        typed(json);
        json.path("$defs")
                .fields()
                .forEachRemaining(
                        part -> add(api, part.getKey(), part.getValue().toString()));
        json.remove(List.of("$schema", "$id", "$defs"));
        add(api, component, json.toString());
    }

    private static byte[] bytes(String schema) {
        try {
            return new String(PublishedSchemas.bytes(schema), StandardCharsets.UTF_8)
                    .replace("#/$defs/", "#/components/schemas/")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the schema " + schema, e);
        }
    }

    // who makes types of them has to know how large whole numbers are, and that words are text; and would send, and
    // show
    // in answers, what is only the service's rule
    private static void typed(JsonNode json) {
        json.forEach(DescribedSchemas::typed);
        if (json instanceof ObjectNode schema) {
            if (names(schema.path("type"), "integer")) {
                boolean small = schema.path("maximum").isNumber()
                        && schema.path("maximum").asLong() <= Integer.MAX_VALUE;
                schema.put("format", small ? "int32" : "int64");
            }
            if (schema.path("enum").isArray() && !schema.has("type")) {
                schema.put("type", "string");
            }
            JsonNode rule = schema.path("default");
            if (rule.isValueNode()) {
                schema.put("description", "Default: " + rule.asText());
                schema.remove("default");
            }
        }
    }

    private static boolean names(JsonNode type, String name) {
        boolean among = false;
        for (JsonNode each : type) {
            among |= each.asText().equals(name);
        }
        return among || type.asText().equals(name);
    }

    private static void add(OpenAPI api, String component, String schema) {
        api.getComponents().addSchema(component, OpenApiParser.parseSchema(schema));
    }
}
