package io.flipside.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON Schema of ours as a cluster takes it (structural, OpenAPI 3.0): no references, one type each and whether it may be
 * null, bounds that exclude themselves as a flag. What a field that is not known is, the cluster itself decides: kubectl
 * refuses it, so there is nothing to say here.
 */
final class StructuralSchema {
    /** What a text must match, and in words; put there by whoever makes the schema. */
    static final String RIGHT = "x-right";

    private static final String RULES = "x-kubernetes-validations";
    private static final List<String> KEPT = List.of("description", "minLength", "maxLength", "enum", "format");
    private static final double WHOLE = 1L << 53;
    /** Of texts with rules: what a rule may cost is counted with the longest text that there may be. */
    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            Map.entry("uri", 1200),
            Map.entry("sha256", 64),
            Map.entry("mediaType", 200),
            Map.entry("auditId", 100),
            Map.entry("classifier", 100),
            Map.entry("generator", 100),
            Map.entry("method", 100),
            Map.entry("targetClass", 200),
            Map.entry("name", 253),
            Map.entry("key", 253));

    private static final int MOST_ITEMS = 100;
    private static final int MOST_SETTINGS = 50;

    private StructuralSchema() {}

    static ObjectNode of(JsonNode schema) {
        return of("", schema);
    }

    private static ObjectNode of(String name, JsonNode schema) {
        JsonNode type = schema.path("type");
        if (schema.has("anyOf")) {
            ObjectNode one = null;
            for (JsonNode each : schema.get("anyOf")) {
                if (!each.path("type").asText().equals("null")) {
                    one = of(name, each);
                }
            }
            if (one == null) {
                throw new IllegalStateException("no type in " + schema);
            }
            copy(schema, one);
            return one.put("nullable", true);
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        if (type.isArray()) {
            made.put("type", type.get(0).asText()).put("nullable", true);
        } else {
            made.put("type", type.isMissingNode() ? "string" : type.asText());
        }
        copy(schema, made);
        switch (made.get("type").asText()) {
            case "integer", "number" -> bounds(schema, made);
            case "string" -> text(name, schema, made);
            case "array" -> made.put("maxItems", MOST_ITEMS).set("items", of("", schema.get("items")));
            case "object" -> members(schema, made);
            default -> {
                // nothing to say of a boolean
            }
        }
        return made;
    }

    private static void copy(JsonNode from, ObjectNode to) {
        KEPT.stream().filter(from::has).forEach(field -> to.set(field, from.get(field)));
    }

    private static void members(JsonNode schema, ObjectNode made) {
        if (schema.path("additionalProperties").isObject()) {
            made.put("maxProperties", MOST_SETTINGS)
                    .set("additionalProperties", of("", schema.get("additionalProperties")));
            return;
        }
        ObjectNode properties = made.putObject("properties");
        schema.path("properties").properties().forEach(field ->
                properties.set(field.getKey(), of(field.getKey(), field.getValue())));
        if (schema.has("required")) {
            made.set("required", schema.get("required"));
        }
    }

    private static void bounds(JsonNode schema, ObjectNode made) {
        bound(schema, made, "minimum", "exclusiveMinimum");
        bound(schema, made, "maximum", "exclusiveMaximum");
    }

    private static void bound(JsonNode schema, ObjectNode made, String bound, String excluding) {
        JsonNode value = schema.has(excluding) ? schema.get(excluding) : schema.path(bound);
        if (value.isMissingNode()) {
            return;
        }
        if (Math.abs(value.asDouble()) > WHOLE) {
            made.put("format", "int64"); // all that such a number can be: a bound would be read as a fraction
            return;
        }
        made.set(bound, value);
        if (schema.has(excluding)) {
            made.put(excluding, true);
        }
    }

    private static void text(String name, JsonNode schema, ObjectNode made) {
        if (!schema.has("pattern")) {
            return;
        }
        made.put("maxLength", LONGEST.getOrDefault(name, 1000));
        String pattern = schema.get("pattern").asText().replaceAll("\\\\u([0-9a-f]{4})", "\\\\x{$1}");
        // the cluster's expressions look ahead of nothing: what Java's does is a rule of its own
        Matcher ahead = Pattern.compile("\\^\\(\\?:\\(\\?=(.*?\\S)\\)(?=\\[\\^)(.*)\\)\\$").matcher(pattern);
        String words = schema.path(RIGHT).isTextual()
                ? "must be " + schema.get(RIGHT).asText()
                : "must match " + pattern;
        if (ahead.matches()) {
            rule(made, matches("^" + ahead.group(1)), words);
            rule(made, matches("^" + ahead.group(2) + "$"), words);
        } else {
            rule(made, matches(pattern), words);
        }
    }

    private static String matches(String pattern) {
        return "self.matches(r'" + pattern + "')";
    }

    /** Adds a rule, with what it says to people. */
    static void rule(ObjectNode schema, String rule, String message) {
        ArrayNode rules = schema.has(RULES) ? (ArrayNode) schema.get(RULES) : schema.putArray(RULES);
        rules.addObject().put("rule", rule).put("message", message);
    }
}
