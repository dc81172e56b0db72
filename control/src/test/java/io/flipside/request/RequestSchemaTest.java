package io.flipside.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.Range;
import io.flipside.audit.Text;
import io.flipside.audit.plan.Presets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The published schema of a request is made from the records that read it: bounds are written once, at the fields. */
class RequestSchemaTest {
    private static final Path PUBLISHED = Path.of("src/main/resources/io/flipside/events/audit-request.schema.json");
    private static final String WRITE = "flipside.schema.write";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void thePublishedSchemaIsThatOfTheRecords() throws IOException {
        String schema = JSON.writeValueAsString(ofTheRecords());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PUBLISHED, schema + "\n");
        }
        assertThat(JSON.readTree(Files.readString(PUBLISHED)))
                .as(
                        "%s is not what the records say. Write it anew: ./mvnw -Dquick -pl control -am test "
                                + "-Dtest=RequestSchemaTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        PUBLISHED, WRITE)
                .isEqualTo(JSON.readTree(schema));
    }

    private static ObjectNode ofTheRecords() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.FLATTENED_OPTIONALS)
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        config.forFields()
                .withRequiredCheck(RequestSchemaTest::isRequired)
                .withNumberInclusiveMinimumResolver(field -> bound(field, Range::min, least(field)))
                .withNumberExclusiveMinimumResolver(field -> bound(field, Range::moreThan, null))
                .withNumberInclusiveMaximumResolver(field -> bound(field, Range::max, most(field)))
                .withNumberExclusiveMaximumResolver(field -> bound(field, Range::lessThan, null))
                .withStringPatternResolver(RequestSchemaTest::pattern);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(AuditRequest.class);
        schema.put("$id", "urn:flipside:audit-request:2");
        schema.put("title", "What an audit is asked for, over HTTP and in an io.flipside.audit.requested event");
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

    private static boolean isRequired(FieldScope field) {
        Class<?> owner = field.getDeclaringType().getErasedType();
        return owner == ParentAudit.class
                || owner == ArtifactRef.class && !field.getName().equals("mediaType")
                || owner == AuditRequest.class && Set.of("clip", "targetClass").contains(field.getName());
    }

    private static @Nullable BigDecimal bound(
            FieldScope field, ToDoubleFunction<Range> bound, @Nullable BigDecimal otherwise) {
        Range range = field.getAnnotation(Range.class);
        if (range == null) {
            return otherwise;
        }
        double value = bound.applyAsDouble(range);
        if (!Double.isFinite(value)) {
            return null;
        }
        return value == Math.rint(value) ? BigDecimal.valueOf((long) value) : BigDecimal.valueOf(value);
    }

    private static @Nullable BigDecimal least(FieldScope field) {
        boolean isLength = field.getDeclaringType().isInstanceOf(ArtifactRef.class);
        return isWhole(field) ? BigDecimal.valueOf(isLength ? 0 : Long.MIN_VALUE) : null;
    }

    private static @Nullable BigDecimal most(FieldScope field) {
        return isWhole(field) ? BigDecimal.valueOf(Long.MAX_VALUE) : null;
    }

    private static boolean isWhole(FieldScope field) {
        return field.getType().getErasedType() == long.class;
    }

    private static @Nullable String pattern(FieldScope field) {
        Text text = field.getAnnotation(Text.class);
        if (text != null) {
            return "^(?:" + text.pattern() + ")$";
        }
        if (field.getDeclaringType().isInstanceOf(ArtifactRef.class)) {
            return switch (field.getName()) {
                case "uri" -> "^" + ObjectUri.PATTERN + "$";
                case "sha256" -> "^" + ArtifactRef.SHA256 + "$";
                default -> null;
            };
        }
        return null;
    }
}
