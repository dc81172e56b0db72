package io.flipside.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A public {@code config.json}, read field by field. Every getter throws {@link UserError} naming the file and the field
 * when it is missing or of another type.
 *
 * @param origin file name for messages
 * @param root the object
 */
public record JsonConfig(String origin, JsonObject root) {

    /** Reads a file, or {@code config.json} in a folder. */
    public static JsonConfig read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
        try {
            return new JsonConfig(
                    file.toString(),
                    JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UserError("config file " + file + " cannot be read. Put config.json beside the weights.", e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new UserError("config file " + file + " is not a JSON object.", e);
        }
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return root.has(field) && !root.get(field).isJsonNull();
    }

    /** A nested object. */
    public JsonConfig object(String field) {
        return new JsonConfig(origin + " " + field, convert(field, "an object", JsonElement::getAsJsonObject));
    }

    /** A whole number. */
    public int integer(String field) {
        return convert(field, "a whole number", JsonElement::getAsInt);
    }

    /** A whole number, or the default where the field is absent. */
    public int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    /** A number. */
    public double number(String field) {
        return convert(field, "a number", JsonElement::getAsDouble);
    }

    /** A number, or the default where the field is absent. */
    public double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** A text, or the default where the field is absent. */
    public String text(String field, String otherwise) {
        return has(field) ? convert(field, "a text", JsonElement::getAsString) : otherwise;
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String field) {
        return convert(field, "a list of whole numbers", e -> elements(e)
                .map(JsonElement::getAsInt)
                .toList());
    }

    /** A list of numbers. */
    public List<Double> numbers(String field) {
        return convert(field, "a list of numbers", e -> elements(e)
                .map(JsonElement::getAsDouble)
                .toList());
    }

    /** A list of texts. */
    public List<String> texts(String field) {
        return convert(field, "a list of texts", e -> elements(e)
                .map(JsonElement::getAsString)
                .toList());
    }

    /** A list of booleans. */
    public List<Boolean> booleans(String field) {
        return convert(field, "a list of booleans", e -> elements(e)
                .map(JsonElement::getAsBoolean)
                .toList());
    }

    private static java.util.stream.Stream<JsonElement> elements(JsonElement element) {
        return StreamSupport.stream(element.getAsJsonArray().spliterator(), false);
    }

    private interface Conversion<T> {
        T of(JsonElement element);
    }

    private <T> T convert(String field, String kind, Conversion<T> conversion) {
        JsonElement element = root.get(field);
        if (element == null || element.isJsonNull()) {
            throw new UserError("config " + origin + " lacks the field '" + field + "' (" + kind + ").");
        }
        try {
            return conversion.of(element);
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            throw new UserError("config " + origin + ": field '" + field + "' must be " + kind + ".", e);
        }
    }
}
