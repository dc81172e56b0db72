package io.flipside.structure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Valid JSON with the wrong kinds: every node of a document in place of which something else can stand. */
final class WildJson {
    /** What stands there instead: another kind, or a number that no size can be. */
    static final List<String> INSTEAD = List.of(
            "null",
            "true",
            "\"04\"",
            "\"\"",
            "\"x\\u0000\\n\"",
            "0",
            "-1",
            "1",
            "3",
            "2.5",
            "1e400",
            "1e999999999",
            "1000000000",
            "2147483648",
            "9223372036854775807",
            "99999999999999999999",
            "[]",
            "[[]]",
            "[0,0,0,0,0]",
            "{}",
            "{\"\":{}}",
            "[".repeat(300) + "]".repeat(300));

    private WildJson() {}

    /** How many nodes below the root a document has. */
    static int nodes(JsonElement document) {
        return places(document).size();
    }

    /** The document with one node replaced, as text; -1 for the root itself. */
    static String with(String document, int node, String instead) {
        JsonElement root = JsonParser.parseString(document);
        if (node < 0) {
            return instead;
        }
        // any text may stand there, also one that the library itself would not write
        String mark = "\"@here@\"";
        places(root).get(node).replace(JsonParser.parseString(mark));
        return root.toString().replace(mark, instead);
    }

    /** The document with one member of an object written twice. */
    static String twice(String document, SplittableRandom random) {
        int brace = document.indexOf('{');
        JsonObject root = JsonParser.parseString(document).getAsJsonObject();
        List<Map.Entry<String, JsonElement>> entries = new ArrayList<>(root.entrySet());
        Map.Entry<String, JsonElement> entry = entries.get(random.nextInt(entries.size()));
        return document.substring(0, brace + 1) + JsonParser.parseString("\"" + entry.getKey() + "\"") + ":"
                + entry.getValue() + "," + document.substring(brace + 1);
    }

    private interface Place {
        void replace(JsonElement value);
    }

    private static List<Place> places(JsonElement element) {
        List<Place> places = new ArrayList<>();
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                places.add(value -> object.add(entry.getKey(), value));
                places.addAll(places(entry.getValue()));
            }
        } else if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }
}
