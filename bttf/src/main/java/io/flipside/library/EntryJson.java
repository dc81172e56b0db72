package io.flipside.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An entry as JSON. */
final class EntryJson {
    private static final int FORMAT = 1;

    private EntryJson() {}

    static JsonObject of(LibraryEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("name", entry.name());
        json.addProperty("kind", entry.kind().word());
        json.addProperty("layout", word(entry.layout()));
        json.addProperty("source", entry.source().toString());
        entry.clips().ifPresent(clips -> {
            json.addProperty("frames", clips.frames());
            json.addProperty("side", clips.side());
            json.addProperty("fps", clips.framesPerSecond());
        });
        entry.shift().ifPresent(shift -> json.addProperty("shift", shift));
        entry.prompt().ifPresent(prompt -> json.addProperty("prompt", prompt));
        JsonArray parts = new JsonArray();
        entry.parts().forEach(part -> parts.add(of(part)));
        json.add("parts", parts);
        json.addProperty("madeBy", entry.madeBy());
        return json;
    }

    private static JsonObject of(PartFacts part) {
        JsonObject json = new JsonObject();
        json.addProperty("part", part.kind().id());
        json.addProperty("tensors", part.tensors());
        json.addProperty("bytes", part.bytes());
        JsonArray types = new JsonArray();
        part.types().forEach(types::add);
        json.add("types", types);
        JsonObject dimensions = new JsonObject();
        part.dimensions().forEach(dimensions::addProperty);
        json.add("dimensions", dimensions);
        JsonArray files = new JsonArray();
        part.files().forEach(file -> files.add(of(file)));
        json.add("files", files);
        return json;
    }

    private static JsonObject of(KeptFile file) {
        JsonObject json = new JsonObject();
        json.addProperty("path", file.path().toString());
        json.addProperty("bytes", file.bytes());
        json.addProperty("modifiedMillis", file.modifiedMillis());
        json.addProperty("sha256", file.sha256());
        return json;
    }

    /** @throws UserError naming the field that is not what it should be */
    static LibraryEntry read(Path file) {
        JsonConfig json = JsonConfig.read(file);
        if (json.integer("format") != FORMAT) {
            throw new UserError("library entry " + file + " is of format " + json.integer("format") + "; this build"
                    + " reads " + FORMAT + ". Add the model again with --replace.");
        }
        try {
            return new LibraryEntry(
                    json.text("name", ""),
                    ModelKind.valueOf(upper(json, "kind")),
                    Layout.valueOf(upper(json, "layout")),
                    Path.of(json.text("source", "")),
                    objects(json, "parts").stream().map(EntryJson::part).toList(),
                    clips(json),
                    number(json, "shift"),
                    json.has("prompt") ? Optional.of(json.text("prompt", "")) : Optional.empty(),
                    json.text("madeBy", "unknown"));
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    "library entry " + file + " is damaged: " + e.getMessage()
                            + ". Add the model again with --replace.",
                    e);
        }
    }

    private static PartFacts part(JsonConfig json) {
        Map<String, Long> dimensions = new LinkedHashMap<>();
        json.numbersByName("dimensions").forEach((name, value) -> dimensions.put(name, value.longValue()));
        return new PartFacts(
                PartKind.valueOf(upper(json, "part")),
                json.integer("tensors"),
                (long) json.number("bytes"),
                json.texts("types"),
                dimensions,
                objects(json, "files").stream().map(EntryJson::file).toList());
    }

    private static KeptFile file(JsonConfig json) {
        String path = json.text("path", "");
        try {
            return new KeptFile(
                    Path.of(path),
                    (long) json.number("bytes"),
                    (long) json.number("modifiedMillis"),
                    json.text("sha256", ""));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + path + "' is no path", e);
        }
    }

    private static Optional<ClipShape> clips(JsonConfig json) {
        return json.has("frames")
                ? Optional.of(new ClipShape(json.integer("frames"), json.integer("side"), json.number("fps")))
                : Optional.empty();
    }

    private static Optional<Double> number(JsonConfig json, String field) {
        return json.has(field) ? Optional.of(json.number(field)) : Optional.empty();
    }

    private static List<JsonConfig> objects(JsonConfig json, String field) {
        JsonElement list = json.root().get(field);
        if (list == null || !list.isJsonArray()) {
            throw new IllegalArgumentException(field + " is no list");
        }
        List<JsonConfig> objects = new ArrayList<>();
        for (JsonElement element : list.getAsJsonArray()) {
            if (!element.isJsonObject()) {
                throw new IllegalArgumentException(field + " holds what is no object");
            }
            objects.add(new JsonConfig(json.origin(), element.getAsJsonObject()));
        }
        return objects;
    }

    private static String upper(JsonConfig json, String field) {
        return json.text(field, "").toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String word(Layout layout) {
        return layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
