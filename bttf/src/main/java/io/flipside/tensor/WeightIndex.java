package io.flipside.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The index of weights that lie in several files: which tensor is in which. */
public final class WeightIndex {
    private static final long MAX_INDEX = 100_000_000;

    private WeightIndex() {}

    /**
     * Reads one.
     *
     * @return names of files beside it, by names of tensors, in file order
     * @throws UserError if it is malformed, or names a file of another folder
     */
    public static Map<String, String> read(Path index) {
        return of(index, new ReadFiles(index));
    }

    static Map<String, String> of(Path index, ReadFiles files) {
        String needs = "weights index " + index + " cannot be read: it needs a JSON object with 'weight_map', an object"
                + " from names of tensors to names of files";
        Map<String, String> map = new LinkedHashMap<>();
        try {
            JsonObject root = StrictJson.object(files.bytes(index, MAX_INDEX));
            JsonElement entries = root.get("weight_map");
            if (entries == null || !entries.isJsonObject()) {
                throw new UserError(needs + ".");
            }
            for (Map.Entry<String, JsonElement> entry :
                    entries.getAsJsonObject().entrySet()) {
                JsonElement shard = entry.getValue();
                if (!shard.isJsonPrimitive() || !shard.getAsJsonPrimitive().isString()) {
                    throw new UserError(needs + ".");
                }
                // an index is untrusted: it may name files of its own folder only
                if (!FileName.isBare(shard.getAsString())) {
                    throw new UserError("weights index " + index + " names '" + Printable.of(shard.getAsString())
                            + "' outside its own folder");
                }
                map.put(entry.getKey(), shard.getAsString());
            }
            return map;
        } catch (IOException e) {
            throw new UserError(needs + " (" + e.getMessage() + ").", e);
        }
    }
}
