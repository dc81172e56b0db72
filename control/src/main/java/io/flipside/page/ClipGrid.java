package io.flipside.page;

import io.flipside.record.AuditJson;
import io.flipside.record.ClipAtlas;
import io.flipside.record.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The frames of two clips for the page.
 *
 * @param atlas how they lie on their sheets
 * @param small whether pixels are drawn as squares
 * @param sheets in the order of layers and frames
 */
record ClipGrid(ClipAtlas atlas, boolean small, List<Sheet> sheets) {
    static final long MOST_BYTES = 1 << 16;
    private static final int SMALL_FRAME = 240;

    /** A sheet of a layer, and its address. */
    record Sheet(String layer, String url) {}

    /** Of an audit's result; empty if it has none, as those of former builds, or it is damaged. */
    static Optional<ClipGrid> of(Optional<byte[]> json, BiFunction<String, String, String> address) {
        return atlas(json).map(atlas -> of(atlas, atlas.layers().keySet(), address));
    }

    /**
     * The atlas as it was kept; empty if there is none, or it is damaged or of a later version.
     *
     * @param json of it
     */
    static Optional<ClipAtlas> atlas(Optional<byte[]> json) {
        return Unreadable.orEmpty(() -> json.map(bytes -> AuditJson.readKnown(bytes, ClipAtlas.class)))
                .filter(atlas -> atlas.version() == ClipAtlas.VERSION)
                .filter(atlas -> atlas.layers().containsKey(ClipAtlas.ORIGINAL)
                        && atlas.layers().containsKey(ClipAtlas.COUNTERFACTUAL));
    }

    /** @param address of a file, by its layer and its name */
    static ClipGrid of(ClipAtlas atlas, Iterable<String> layers, BiFunction<String, String, String> address) {
        List<Sheet> sheets = new ArrayList<>();
        for (String layer : layers) {
            for (String file : atlas.layers().getOrDefault(layer, List.of())) {
                sheets.add(new Sheet(layer, address.apply(layer, file)));
            }
        }
        return new ClipGrid(atlas, atlas.width() <= SMALL_FRAME, sheets);
    }
}
