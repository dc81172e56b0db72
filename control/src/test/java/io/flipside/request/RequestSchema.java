package io.flipside.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.plan.Presets;
import io.flipside.desk.Question;
import io.flipside.schema.SchemaOf;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How schemas of requests are made from the records that read them, for whoever publishes one. */
public final class RequestSchema {
    private RequestSchema() {}

    /** What a request for an audit may have, under its own name. */
    public static ObjectNode audit(SchemaGeneratorConfigBuilder config) {
        ObjectNode schema = SchemaOf.record(
                AuditRequest.class,
                config,
                "audit-request:2",
                "What an audit is asked for, over HTTP and in an io.flipside.audit.requested event");
        schema.put(
                "description",
                "A plan says what differs from the preset. Requests of version 1, with 'search' and 'policies' in place "
                        + "of a plan, are read as well.");
        Presets.all()
                .keySet()
                .forEach(schema.withObjectProperty("properties")
                        .putObject(RequestReader.PRESET)
                        .put("default", Presets.DEFAULT)
                        .putArray("enum")::add);
        return schema;
    }

    /** The same, which may ask for several answers: for doors that start a campaign of them. */
    public static ObjectNode question(SchemaGeneratorConfigBuilder config) {
        ObjectNode schema = audit(config);
        schema.withObjectProperty("properties")
                .putObject(RequestReader.ANSWERS)
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", Question.MOST_ANSWERS)
                .put("default", 1);
        return schema;
    }

    /** What all of them have in common. */
    public static SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config = SchemaOf.config()
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        config.forFields()
                .withRequiredCheck(RequestSchema::isRequired)
                .withNumberInclusiveMinimumResolver(RequestSchema::least)
                .withNumberInclusiveMaximumResolver(field -> isWhole(field) ? BigDecimal.valueOf(Long.MAX_VALUE) : null)
                .withStringPatternResolver(RequestSchema::reference);
        return config;
    }

    private static boolean isRequired(FieldScope field) {
        Class<?> owner = field.getDeclaringType().getErasedType();
        return owner == ParentAudit.class
                || owner == Budget.class
                || owner == ArtifactRef.class && !field.getName().equals("mediaType")
                || owner == AuditRequest.class && Set.of("clip", "targetClass").contains(field.getName());
    }

    private static @Nullable BigDecimal least(FieldScope field) {
        boolean isLength = field.getDeclaringType().isInstanceOf(ArtifactRef.class);
        return isWhole(field) ? BigDecimal.valueOf(isLength ? 0 : Long.MIN_VALUE) : null;
    }

    private static boolean isWhole(FieldScope field) {
        return field.getType().getErasedType() == long.class;
    }

    private static @Nullable String reference(FieldScope field) {
        if (!field.getDeclaringType().isInstanceOf(ArtifactRef.class)) {
            return null;
        }
        return switch (field.getName()) {
            case "uri" -> "^" + ObjectUri.PATTERN + "$";
            case "sha256" -> "^" + ArtifactRef.SHA256 + "$";
            default -> null;
        };
    }
}
