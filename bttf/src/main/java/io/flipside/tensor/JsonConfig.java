package io.flipside.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.flipside.UserError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A public {@code config.json}, read field by field. Every getter throws {@link UserError} naming the file and the field
 * when it is missing, of another kind, or out of its range. A text is no number, whatever it says.
 *
 * @param origin file name for messages
 * @param root the object
 */
public record JsonConfig(String origin, JsonObject root) {
    private static final int LONGEST_NUMBER = 400;

    /** Reads a file, or {@code config.json} in a folder; UTF-8 whatever the locale. */
    public static JsonConfig read(Path path) {
        return new ReadFiles(path).config(path);
    }

    /** Reads the bytes of a file. */
    static JsonConfig parse(String origin, byte[] utf8) {
        // some editors begin UTF-8 with this mark
        boolean marked = utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF;
        try {
            byte[] text = marked ? java.util.Arrays.copyOfRange(utf8, 3, utf8.length) : utf8;
            return new JsonConfig(origin, StrictJson.object(text));
        } catch (IOException | IllegalStateException e) {
            throw new UserError(
                    "config file " + origin + " is not a JSON object in UTF-8: " + Printable.of(reason(e)) + ".", e);
        }
    }

    /** As {@link #read}, from a text that lay in another file. */
    public static JsonConfig ofText(String origin, String json) {
        return parse(origin, json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String reason(Exception e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("it breaks off");
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
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
        return convert(field, "a whole number", JsonConfig::whole);
    }

    /** A whole number, or the default where the field is absent. */
    public int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    /** A whole number in a range. */
    public int integer(String field, int least, int most) {
        int value = integer(field);
        if (value < least || value > most) {
            throw new UserError("config " + origin + ": " + field + " is " + value + "; it must be from " + least
                    + " to " + most + ".");
        }
        return value;
    }

    /** A whole number in a range, or the default where the field is absent. */
    public int integer(String field, int least, int most, int otherwise) {
        return has(field) ? integer(field, least, most) : otherwise;
    }

    /** A number, finite. */
    public double number(String field) {
        return convert(field, "a number", JsonConfig::finite);
    }

    /** A number, or the default where the field is absent. */
    public double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** True or false, or the default where the field is absent. */
    public boolean flag(String field, boolean otherwise) {
        return has(field) ? convert(field, "true or false", JsonConfig::truth) : otherwise;
    }

    /** A text, or the default where the field is absent. */
    public String text(String field, String otherwise) {
        return has(field) ? convert(field, "a text", JsonConfig::string) : otherwise;
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String field) {
        return convert(field, "a list of whole numbers", e -> elements(e)
                .map(JsonConfig::whole)
                .toList());
    }

    /** A list of numbers. */
    public List<Double> numbers(String field) {
        return convert(field, "a list of numbers", e -> elements(e)
                .map(JsonConfig::finite)
                .toList());
    }

    /** A list of texts. */
    public List<String> texts(String field) {
        return convert(field, "a list of texts", e -> elements(e)
                .map(JsonConfig::string)
                .toList());
    }

    /** A list of booleans. */
    public List<Boolean> booleans(String field) {
        return convert(field, "a list of booleans", e -> elements(e)
                .map(JsonConfig::truth)
                .toList());
    }

    /** An object of numbers, in file order; empty where the field is absent. */
    public Map<String, Double> numbersByName(String field) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (has(field)) {
            JsonConfig object = object(field);
            object.root().keySet().forEach(name -> numbers.put(name, object.number(name)));
        }
        return numbers;
    }

    private static Stream<JsonElement> elements(JsonElement element) {
        return StreamSupport.stream(element.getAsJsonArray().spliterator(), false);
    }

    private static int whole(JsonElement element) {
        return decimal(element).intValueExact();
    }

    private static double finite(JsonElement element) {
        double value = decimal(element).doubleValue();
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("too large");
        }
        return value;
    }

    private static BigDecimal decimal(JsonElement element) {
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (!primitive.isNumber() || primitive.getAsString().length() > LONGEST_NUMBER) {
            throw new NumberFormatException("no number");
        }
        return new BigDecimal(primitive.getAsString());
    }

    private static boolean truth(JsonElement element) {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
            throw new IllegalStateException("no boolean");
        }
        return element.getAsBoolean();
    }

    private static String string(JsonElement element) {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
            throw new IllegalStateException("no text");
        }
        return element.getAsString();
    }

    private interface Conversion<T> {
        T of(JsonElement element);
    }

    private <T> T convert(String field, String kind, Conversion<T> conversion) {
        JsonElement element = root.get(field);
        if (element == null || element.isJsonNull()) {
            throw new UserError("config " + origin + " lacks the field '" + Printable.of(field) + "' (" + kind + ").");
        }
        try {
            return conversion.of(element);
        } catch (IllegalStateException | ArithmeticException | NumberFormatException e) {
            throw new UserError("config " + origin + ": field '" + Printable.of(field) + "' must be " + kind + ".", e);
        }
    }
}
