package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Range;
import io.flipside.schema.SchemaOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of an audit is published as the record says that is written. */
class RecordSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void thePublishedSchemaOfTheRecordIsThatOfItsClass() throws IOException {
        SchemaOf.isPublished("audit-record", schema());
    }

    @Test
    void whateverARecordHoldsItFollowsTheSchema() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());
        JsonNode kept = JSON.readTree(Files.readAllBytes(Path.of("../records/src/test/resources/record-1.json")));
        assertThat(schema.validate(kept)).isEmpty();
        for (long seed = 0; seed < 500; seed++) {
            JsonNode record = JSON.readTree(AuditRecords.bytes(new RandomRecords(seed).record()));
            assertThat(schema.validate(record)).as("seed %d", seed).isEmpty();
        }
        for (String field : Set.of("version", "outcome", "digests", "plan")) {
            ObjectNode less = kept.deepCopy();
            less.remove(field);
            assertThat(schema.validate(less)).as(field).isNotEmpty();
        }
        ObjectNode wrong = kept.deepCopy();
        wrong.withObject("/outcome").put("kind", "perhaps");
        assertThat(schema.validate(wrong)).isNotEmpty();
    }

    private static ObjectNode schema() {
        SchemaGeneratorConfigBuilder config = SchemaOf.config()
                .without(Option.FLATTENED_OPTIONALS)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY));
        // what is not there is left out, never null; the record does not hold its own address
        config.forFields()
                .withTargetTypeOverridesResolver(field -> isOptional(field) && !field.isFakeContainerItemScope()
                        ? List.of(field.getDeclaredType().getTypeParameters().get(0))
                        : null)
                .withRequiredCheck(field -> !isOptional(field))
                .withIgnoreCheck(RecordSchemaTest::isItsOwnAddress)
                .withCustomDefinitionProvider((field, context) -> isNumber(field.getType())
                                && field.getAnnotation(Range.class) != null
                        ? new CustomPropertyDefinition(JSON.createObjectNode().put("type", "number"))
                        : null);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(
                        (type, context) -> isNumber(type) ? new CustomDefinition(number(), true) : null);
        ObjectNode schema =
                SchemaOf.record(AuditRecord.class, config, "audit-record:1", "What is kept of an audit for good");
        schema.withObject("/properties/version").put("const", AuditRecord.VERSION);
        return schema;
    }

    private static boolean isOptional(FieldScope field) {
        return field.getDeclaredType().isInstanceOf(Optional.class);
    }

    private static boolean isNumber(ResolvedType type) {
        return type.getErasedType() == double.class || type.getErasedType() == Double.class;
    }

    private static boolean isItsOwnAddress(FieldScope field) {
        return AuditOutcome.class.isAssignableFrom(field.getDeclaringType().getErasedType())
                && field.getName().equals("record");
    }

    /** JSON has no word for those that are not finite. */
    private static ObjectNode number() {
        ObjectNode number = JSON.createObjectNode();
        number.putArray("anyOf")
                .add(JSON.createObjectNode().put("type", "number"))
                .add(JSON.createObjectNode()
                        .set(
                                "enum",
                                JSON.createArrayNode()
                                        .add("NaN")
                                        .add("Infinity")
                                        .add("-Infinity")));
        return number;
    }
}
