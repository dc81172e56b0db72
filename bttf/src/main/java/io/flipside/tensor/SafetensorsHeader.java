package io.flipside.tensor;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, checked before any tensor exists: known element types, shapes that fit their
 * bytes, offsets inside the file, no overlap and no holes.
 *
 * @param tensors by name, in file order
 * @param metadata free text pairs of {@code __metadata__}
 */
public record SafetensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
    private static final Map<String, DataType> TYPES = Map.of(
            "F64", DataType.FLOAT64,
            "F32", DataType.FLOAT32,
            "F16", DataType.FLOAT16,
            "BF16", DataType.BFLOAT16,
            "I64", DataType.INT64,
            "I32", DataType.INT32,
            "U8", DataType.UINT8,
            "BOOL", DataType.BOOLEAN);
    private static final int MAX_DIMENSIONS = 16;

    /**
     * Reads and checks a header.
     *
     * @param json the header text
     * @param file name for messages
     * @param dataStart first byte after the header
     * @param fileSize size of the whole file
     * @throws UserError naming the file and the tensor that breaks a rule
     */
    public static SafetensorsHeader parse(String json, String file, long dataStart, long fileSize) {
        JsonObject root;
        try {
            root = JsonParser.parseString(json).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw broken(file, "its header is not a JSON object", e);
        }
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : root.entrySet()) {
            try {
                if (entry.getKey().equals("__metadata__")) {
                    entry.getValue()
                            .getAsJsonObject()
                            .entrySet()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
                } else {
                    tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), file, dataStart, fileSize));
                }
            } catch (IllegalStateException
                    | UnsupportedOperationException
                    | NumberFormatException
                    | ArithmeticException
                    | NullPointerException e) {
                throw broken(file, "the header entry of '" + entry.getKey() + "' is malformed", e);
            }
        }
        checkLayout(tensors, file, dataStart, fileSize);
        return new SafetensorsHeader(Map.copyOf(tensors), Map.copyOf(metadata));
    }

    private static TensorInfo tensor(String name, JsonElement element, String file, long dataStart, long fileSize) {
        JsonObject entry = element.getAsJsonObject();
        String dtype = entry.get("dtype").getAsString();
        DataType type = TYPES.get(dtype);
        if (type == null) {
            throw broken(file, "tensor '" + name + "' has element type " + dtype + "; known are " + TYPES.keySet());
        }
        JsonArray dimensions = entry.getAsJsonArray("shape");
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw broken(file, "tensor '" + name + "' has " + dimensions.size() + " dimensions");
        }
        long[] shape = new long[dimensions.size()];
        long bytes = type.getNumOfBytes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).getAsLong();
            if (shape[i] < 0) {
                throw broken(file, "tensor '" + name + "' has a negative dimension");
            }
            bytes = Math.multiplyExact(bytes, shape[i]);
        }
        JsonArray offsets = entry.getAsJsonArray("data_offsets");
        if (offsets.size() != 2) {
            throw broken(file, "tensor '" + name + "' needs two data_offsets");
        }
        long begin = offsets.get(0).getAsLong();
        long end = offsets.get(1).getAsLong();
        if (begin < 0 || end < begin || end > fileSize - dataStart) {
            throw broken(
                    file,
                    "tensor '" + name + "' lies outside the file (bytes " + begin + " to " + end + " of "
                            + (fileSize - dataStart) + "); is the file truncated?");
        }
        if (end - begin != bytes) {
            throw broken(
                    file,
                    "tensor '" + name + "' of shape " + new Shape(shape) + " needs " + bytes + " bytes, has "
                            + (end - begin));
        }
        return new TensorInfo(name, type, new Shape(shape), dataStart + begin, bytes);
    }

    private static void checkLayout(Map<String, TensorInfo> tensors, String file, long dataStart, long fileSize) {
        List<TensorInfo> order = new ArrayList<>(tensors.values());
        order.sort(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::bytes));
        long next = dataStart;
        for (TensorInfo info : order) {
            if (info.offset() != next) {
                throw broken(
                        file,
                        "tensor '" + info.name() + "' " + (info.offset() < next ? "overlaps" : "leaves a hole after")
                                + " the tensor before it");
            }
            next = info.offset() + info.bytes();
        }
        if (next != fileSize) {
            throw broken(file, (fileSize - next) + " bytes after the last tensor belong to none");
        }
    }

    private static UserError broken(String file, String why) {
        return new UserError(sentence(file, why));
    }

    private static UserError broken(String file, String why, Throwable cause) {
        return new UserError(sentence(file, why), cause);
    }

    private static String sentence(String file, String why) {
        return "weights file " + file + " is not valid safetensors: " + why + ". Get the file again.";
    }
}
