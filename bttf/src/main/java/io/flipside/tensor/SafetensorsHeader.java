package io.flipside.tensor;

import ai.djl.ndarray.types.Shape;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.flipside.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON header of a safetensors file, checked before any tensor exists: known element types, shapes that fit their
 * bytes, offsets inside the file, no overlap and no holes, no name twice. It is read piece by piece, and no further than
 * the first broken rule.
 *
 * @param tensors by name, in file order
 * @param metadata free text pairs of {@code __metadata__}
 */
public record SafetensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
    private static final int MAX_DIMENSIONS = 16;
    private static final int LONGEST_NAME = 4096;

    /**
     * What a header is checked against.
     *
     * @param name of the file, for messages
     * @param dataStart first byte after the header
     * @param size of the whole file
     */
    record File(String name, long dataStart, long size) {
        long dataSize() {
            return size - dataStart;
        }

        UserError broken(String why) {
            return new UserError(sentence(why));
        }

        UserError broken(String why, Throwable cause) {
            return new UserError(sentence(why), cause);
        }

        private String sentence(String why) {
            return "weights file " + name + " is not valid safetensors: " + why + ". Get the file again.";
        }
    }

    /**
     * Reads and checks a header.
     *
     * @param utf8 the header text
     * @param file it belongs to
     * @param limits how many tensors there may be
     * @throws UserError naming the file and the tensor that breaks a rule
     */
    static SafetensorsHeader parse(InputStream utf8, File file, HeaderLimits limits) {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        boolean described = false;
        try (JsonReader reader = StrictJson.reader(utf8)) {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw file.broken("its header is not a JSON object");
            }
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                boolean again = name.equals("__metadata__") ? described : tensors.containsKey(name);
                if (name.length() > LONGEST_NAME) {
                    throw file.broken("it has a name of " + name.length() + " characters");
                } else if (again) {
                    throw file.broken("it has '" + Printable.of(name) + "' twice");
                } else if (name.equals("__metadata__")) {
                    described = true;
                    pairs(reader, file, metadata);
                } else if (tensors.size() >= limits.tensors()) {
                    throw new UserError("weights file " + file.name() + " has more than " + limits.tensors()
                            + " tensors, the most that are taken here.");
                } else {
                    tensors.put(name, new TensorEntry(name, file).read(reader));
                }
            }
            reader.endObject();
            StrictJson.end(reader);
        } catch (IOException | IllegalStateException e) {
            throw file.broken("its header is not a JSON object", e);
        }
        Map<String, TensorInfo> ordered = checkLayout(tensors, file);
        return new SafetensorsHeader(ordered, Collections.unmodifiableMap(metadata));
    }

    private static void pairs(JsonReader reader, File file, Map<String, String> metadata) throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw file.broken("the header entry of '__metadata__' is malformed: it must be an object of texts");
        }
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (reader.peek() != JsonToken.STRING) {
                throw file.broken(
                        "the header entry of '__metadata__' is malformed: '" + Printable.of(key) + "' must be a text");
            } else if (metadata.put(key, reader.nextString()) != null) {
                throw file.broken("its metadata has '" + Printable.of(key) + "' twice");
            }
        }
        reader.endObject();
    }

    private static Map<String, TensorInfo> checkLayout(Map<String, TensorInfo> tensors, File file) {
        List<TensorInfo> order = new ArrayList<>(tensors.values());
        order.sort(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::bytes));
        Map<String, TensorInfo> ordered = new LinkedHashMap<>();
        long next = file.dataStart();
        for (TensorInfo info : order) {
            if (info.offset() != next) {
                throw file.broken("tensor '" + Printable.of(info.name()) + "' "
                        + (info.offset() < next ? "overlaps" : "leaves a hole after") + " the tensor before it");
            }
            next = info.offset() + info.bytes();
            ordered.put(info.name(), info);
        }
        if (next != file.size()) {
            throw file.broken((file.size() - next) + " bytes after the last tensor belong to none");
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** One entry: {@code {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}, in any order. */
    private record TensorEntry(String name, File file) {
        TensorInfo read(JsonReader reader) throws IOException {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw malformed("it must be an object");
            }
            Optional<ElementType> type = Optional.empty();
            Optional<long[]> shape = Optional.empty();
            Optional<long[]> offsets = Optional.empty();
            reader.beginObject();
            while (reader.hasNext()) {
                String field = reader.nextName();
                switch (field) {
                    case "dtype" -> {
                        once(type, field);
                        type = Optional.of(type(reader));
                    }
                    case "shape" -> {
                        once(shape, field);
                        shape = Optional.of(numbers(reader, field, MAX_DIMENSIONS, "a negative dimension"));
                    }
                    case "data_offsets" -> {
                        once(offsets, field);
                        offsets = Optional.of(numbers(reader, field, 2, "a negative offset"));
                    }
                    default -> throw malformed("'" + Printable.of(field) + "' is no field of the format");
                }
            }
            reader.endObject();
            return info(
                    type.orElseThrow(() -> malformed("it lacks dtype")),
                    shape.orElseThrow(() -> malformed("it lacks shape")),
                    offsets.orElseThrow(() -> malformed("it lacks data_offsets")));
        }

        private void once(Optional<?> known, String field) {
            if (known.isPresent()) {
                throw malformed("it has '" + field + "' twice");
            }
        }

        private ElementType type(JsonReader reader) throws IOException {
            if (reader.peek() != JsonToken.STRING) {
                throw malformed("dtype must be a text");
            }
            String dtype = reader.nextString();
            return ElementType.named(dtype)
                    .orElseThrow(() -> file.broken("tensor '" + Printable.of(name) + "' has element type "
                            + Printable.of(dtype) + ", which the format does not have"));
        }

        private long[] numbers(JsonReader reader, String field, int most, String negative) throws IOException {
            if (reader.peek() != JsonToken.BEGIN_ARRAY) {
                throw malformed(field + " must be a list of whole numbers");
            }
            List<Long> numbers = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                if (reader.peek() != JsonToken.NUMBER) {
                    throw malformed(field + " must be a list of whole numbers");
                } else if (numbers.size() == most) {
                    throw malformed(field + " has more than " + most + " values");
                }
                numbers.add(whole(reader.nextString(), field, negative));
            }
            reader.endArray();
            return numbers.stream().mapToLong(Long::longValue).toArray();
        }

        // as the format's own reader: digits only, neither 4.0 nor 4e0
        private long whole(String number, String field, String negative) {
            try {
                long value = Long.parseLong(number);
                if (value < 0) {
                    throw file.broken("tensor '" + Printable.of(name) + "' has " + negative);
                }
                return value;
            } catch (NumberFormatException e) {
                throw malformed(field + " holds " + Printable.of(number) + ", which is no whole number it could hold");
            }
        }

        private TensorInfo info(ElementType type, long[] dimensions, long[] offsets) {
            if (offsets.length != 2) {
                throw malformed("data_offsets needs two values");
            }
            Shape shape = new Shape(dimensions);
            long begin = offsets[0];
            long end = offsets[1];
            if (end < begin || end > file.dataSize()) {
                throw file.broken("tensor '" + Printable.of(name) + "' lies outside the file (bytes " + begin + " to "
                        + end + " of " + file.dataSize() + "); is the file truncated?");
            }
            long bytes = bytes(type, dimensions);
            if (end - begin != bytes) {
                throw file.broken("tensor '" + Printable.of(name) + "' of shape " + shape + " needs " + bytes
                        + " bytes, has " + (end - begin));
            }
            return new TensorInfo(name, type, shape, file.dataStart() + begin, bytes);
        }

        private long bytes(ElementType type, long[] dimensions) {
            try {
                long elements = 1;
                for (long dimension : dimensions) {
                    elements = Math.multiplyExact(elements, dimension);
                }
                return type.bytes(elements);
            } catch (ArithmeticException e) {
                throw malformed("its shape " + new Shape(dimensions) + " is of no size that a file could have");
            }
        }

        private UserError malformed(String why) {
            return file.broken("the header entry of '" + Printable.of(name) + "' is malformed: " + why);
        }
    }
}
