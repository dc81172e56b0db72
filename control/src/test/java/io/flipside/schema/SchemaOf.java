package io.flipside.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.flipside.audit.Range;
import io.flipside.audit.Text;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Published schemas are made from the records that they describe: bounds are written once, at the fields. */
public final class SchemaOf {
    private static final Path PUBLISHED = Path.of("src/main/resources/io/flipside/schema");
    private static final String WRITE = "flipside.schema.write";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SchemaOf() {}

    /** What all of them have in common. */
    public static SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FLATTENED_OPTIONALS)
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        config.forFields()
                .withNumberInclusiveMinimumResolver(field -> bound(field, Range::min))
                .withNumberExclusiveMinimumResolver(field -> bound(field, Range::moreThan))
                .withNumberInclusiveMaximumResolver(field -> bound(field, Range::max))
                .withNumberExclusiveMaximumResolver(field -> bound(field, Range::lessThan))
                .withStringPatternResolver(SchemaOf::pattern);
        return config;
    }

    /** The schema of a record, under its own name. */
    public static ObjectNode record(Class<?> type, SchemaGeneratorConfigBuilder config, String urn, String title) {
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type);
        return schema.put("$id", "urn:flipside:" + urn).put("title", title);
    }

    /** Holds that the schema published under this name is this one, or writes it anew if one asks for it. */
    public static void isPublished(String name, ObjectNode schema) throws IOException {
        Path file = PUBLISHED.resolve(name + ".schema.json");
        String text = JSON.writeValueAsString(schema);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, text + "\n");
        }
        assertThat(JSON.readTree(Files.readString(file)))
                .as(
                        "%s is not what the records say. Write it anew: ./mvnw -Dquick -pl control -am test "
                                + "-Dtest='*SchemaTest' -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        file, WRITE)
                .isEqualTo(JSON.readTree(text));
    }

    private static @Nullable BigDecimal bound(FieldScope field, ToDoubleFunction<Range> bound) {
        Range range = field.getAnnotation(Range.class);
        // the bounds of a list's numbers are theirs, not the list's
        if (range == null || !Double.isFinite(bound.applyAsDouble(range)) || isList(field.getType())) {
            return null;
        }
        double value = bound.applyAsDouble(range);
        return value == Math.rint(value) ? BigDecimal.valueOf((long) value) : BigDecimal.valueOf(value);
    }

    private static boolean isList(ResolvedType type) {
        return type.isInstanceOf(List.class)
                || type.isInstanceOf(Optional.class)
                        && type.getTypeParameters().get(0).isInstanceOf(List.class);
    }

    private static @Nullable String pattern(FieldScope field) {
        Text text = field.getAnnotation(Text.class);
        return text == null ? null : "^(?:" + text.pattern() + ")$";
    }
}
