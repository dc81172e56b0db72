package io.flipside.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Check;
import io.flipside.audit.InvalidRequest;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Records from JSON, field by field as they are declared: nothing is missing, unknown, given twice or of another type. */
final class StrictJson {
    private static final int MOST_NAME = 60;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(AuditRequest.class, AsItIs.class)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                    text.setCoercion(shape, CoercionAction.Fail);
                }
            })
            .build();

    private StrictJson() {}

    /** Former versions are read by {@link RequestReader}, which still knows what the sender called a field. */
    @JsonDeserialize
    private interface AsItIs {}

    /**
     * The JSON object that these bytes are.
     *
     * @throws InvalidRequest naming {@code what} if they are something else
     */
    static ObjectNode object(String what, byte[] json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
            throw new InvalidRequest(what, "is not JSON: " + message.replaceAll("\\p{Cntrl}", " ") + ".");
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidRequest(what, "must be a JSON object.");
    }

    /** Puts null for what may be absent in a record that a tree says, and in the records inside it, and is not there. */
    static void complete(ObjectNode tree, Class<? extends Record> type) {
        for (RecordComponent component : components(type)) {
            JsonNode value = tree.path(component.getName());
            Class<?> inside = raw(present(component.getGenericType()));
            if (value.isMissingNode() && component.getType() == Optional.class) {
                tree.putNull(component.getName());
            } else if (value instanceof ObjectNode object && inside.isRecord()) {
                complete(object, inside.asSubclass(Record.class));
            }
        }
    }

    /** A record as JSON. */
    static ObjectNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * The record that a tree says.
     *
     * @param path of the tree in the request; empty for the request itself
     * @throws InvalidRequest naming the field, and what would be right
     */
    static <T extends Record> T read(String path, JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw invalid(path, tree, type, e);
        } catch (JsonProcessingException e) {
            throw new InvalidRequest(path.isEmpty() ? "request" : path, "cannot be read.");
        }
    }

    private static InvalidRequest invalid(String path, JsonNode tree, Type root, JsonMappingException e) {
        StringBuilder field = new StringBuilder(path);
        JsonNode value = tree;
        Type type = root;
        // the place in a list has no name; what is wrong there is wrong with the list
        List<String> names = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .toList();
        for (String name : names) {
            field.append(field.isEmpty() ? "" : ".").append(Check.printable(name, MOST_NAME));
            value = value.path(name);
            type = component(type, name);
        }
        String where = field.isEmpty() ? "request" : field.toString();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidRequest invalid) {
                return invalid;
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return new InvalidRequest(where, "is not known. Known are " + known(unknown.getReferringClass()) + ".");
            }
            if (cause instanceof IllegalArgumentException wrong) {
                return new InvalidRequest(where, "is no reference: " + wrong.getMessage() + ".");
            }
        }
        return new InvalidRequest(where, problem(value, raw(type)));
    }

    private static String problem(JsonNode value, Class<?> type) {
        if (value.isMissingNode() || value.isNull()) {
            return "is missing.";
        }
        if (type == int.class || type == long.class) {
            boolean whole = value.isIntegralNumber() && value.canConvertToLong();
            return whole ? "is too large." : "must be a whole number of 64 bits.";
        }
        if (type == double.class || type == Double.class) {
            return "must be a number.";
        }
        if (type == boolean.class) {
            return "must be true or false.";
        }
        if (type == List.class) {
            return "must be a list of whole numbers.";
        }
        return type == String.class ? "must be a string." : "must be a JSON object.";
    }

    /** The type of a record's component, or of a map's values. */
    private static Type component(Type type, String name) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return map.getActualTypeArguments()[1];
        }
        return components(raw(type)).stream()
                .filter(component -> component.getName().equals(name))
                .map(component -> present(component.getGenericType()))
                .findFirst()
                .orElse(Object.class);
    }

    /** Of what may be absent the type of what is there. */
    private static Type present(Type type) {
        return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                ? optional.getActualTypeArguments()[0]
                : type;
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static List<RecordComponent> components(Class<?> type) {
        return type.isRecord() ? Arrays.asList(type.getRecordComponents()) : List.of();
    }

    private static String known(Class<?> type) {
        String names = String.join(
                ", ", components(type).stream().map(RecordComponent::getName).toList());
        return type == AuditRequest.class ? names + ", " + RequestReader.PRESET : names;
    }
}
