package io.flipside.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.audit.InvalidRequest;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The fields of a JSON object, each asked for by name and type. */
final class Fields {
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new InvalidRequest(path(), "must be a JSON object.");
        }
    }

    String path() {
        return path.isEmpty() ? "request" : path;
    }

    Optional<Fields> find(String name) {
        return value(name).map(value -> new Fields(full(name), value));
    }

    Fields object(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    String text(String name) {
        return value(name).map(value -> text(name, value)).orElseThrow(() -> missing(name));
    }

    String text(String name, String otherwise) {
        return value(name).map(value -> text(name, value)).orElse(otherwise);
    }

    long whole(String name) {
        return value(name).map(value -> whole(name, value)).orElseThrow(() -> missing(name));
    }

    long whole(String name, long otherwise) {
        return value(name).map(value -> whole(name, value)).orElse(otherwise);
    }

    int integer(String name) {
        return value(name).map(value -> integer(name, value)).orElseThrow(() -> missing(name));
    }

    int integer(String name, int otherwise) {
        return value(name).map(value -> integer(name, value)).orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return value(name)
                .map(value -> {
                    require(value.isNumber(), name, "must be a number.");
                    return value.doubleValue();
                })
                .orElse(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return value(name)
                .map(value -> {
                    require(value.isBoolean(), name, "must be true or false.");
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    /** Refuses a field that nobody has asked for. */
    void refuseOthers() {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new InvalidRequest(
                        full(shortened(name)), "is not known. Known are " + String.join(", ", known) + ".");
            }
        }
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private String text(String name, JsonNode value) {
        require(value.isTextual(), name, "must be a string.");
        return value.textValue();
    }

    private long whole(String name, JsonNode value) {
        require(value.isIntegralNumber() && value.canConvertToLong(), name, "must be a whole number of 64 bits.");
        return value.longValue();
    }

    private int integer(String name, JsonNode value) {
        long whole = whole(name, value);
        OptionalInt integer = (int) whole == whole ? OptionalInt.of((int) whole) : OptionalInt.empty();
        return integer.orElseThrow(() -> new InvalidRequest(full(name), "is too large."));
    }

    private void require(boolean holds, String name, String otherwise) {
        if (!holds) {
            throw new InvalidRequest(full(name), otherwise);
        }
    }

    private InvalidRequest missing(String name) {
        return new InvalidRequest(full(name), "is missing.");
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shortened(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 60 ? plain : plain.substring(0, 57) + "...";
    }
}
