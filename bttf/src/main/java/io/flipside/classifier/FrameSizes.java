package io.flipside.classifier;

import com.google.gson.JsonElement;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import java.util.List;
import java.util.Set;

/** Sizes of frames in the forms of public configurations: a number, a list, or an object of sides. */
final class FrameSizes {
    private static final int MOST = 4096;

    private FrameSizes() {}

    /** {@code {"shortest_edge": 224}}, {@code {"height": 224, "width": 224}}, a number, or one or two in a list. */
    static FrameFit.Resize resize(JsonConfig json, String field) {
        if (isObject(json, field)) {
            JsonConfig object = json.object(field);
            refuseOthers(object, Set.of("shortest_edge", "height", "width"));
            return object.has("shortest_edge")
                    ? new FrameFit.ShortestEdge(object.integer("shortest_edge", 1, MOST))
                    : new FrameFit.Exactly(object.integer("height", 1, MOST), object.integer("width", 1, MOST));
        }
        List<Integer> sides = sides(json, field);
        return sides.size() == 1
                ? new FrameFit.ShortestEdge(sides.get(0))
                : new FrameFit.Exactly(sides.get(0), sides.get(1));
    }

    /** {@code {"height": 224, "width": 224}}, a number for a square, or one or two in a list. */
    static FrameFit.Crop crop(JsonConfig json, String field, boolean roundsToEven) {
        if (isObject(json, field)) {
            JsonConfig object = json.object(field);
            refuseOthers(object, Set.of("height", "width"));
            return new FrameFit.Crop(object.integer("height", 1, MOST), object.integer("width", 1, MOST), roundsToEven);
        }
        List<Integer> sides = sides(json, field);
        return new FrameFit.Crop(sides.get(0), sides.get(sides.size() - 1), roundsToEven);
    }

    /** Refuses fields that nobody here would read, for they may change what a public implementation does. */
    static void refuseOthers(JsonConfig json, Set<String> known) {
        for (String field : json.root().keySet()) {
            if (!known.contains(field) && json.has(field)) {
                throw new UserError("config " + json.origin() + ": the field '" + Printable.of(field)
                        + "' is not supported. Take it away if your classifier does not need it; known are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    private static List<Integer> sides(JsonConfig json, String field) {
        JsonElement element = json.root().get(field);
        if (element == null || !element.isJsonArray()) {
            return List.of(json.integer(field, 1, MOST));
        }
        List<Integer> sides = json.integers(field);
        if (sides.isEmpty() || sides.size() > 2 || sides.stream().anyMatch(side -> side < 1 || side > MOST)) {
            throw new UserError(
                    "config " + json.origin() + ": " + field + " must be one or two whole numbers from 1 to " + MOST
                            + ": the shorter side, or height and width.");
        }
        return sides;
    }

    private static boolean isObject(JsonConfig json, String field) {
        return json.has(field) && json.root().get(field).isJsonObject();
    }
}
