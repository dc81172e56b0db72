package io.flipside.report;

import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import io.flipside.record.ClipAtlas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The two clips of a page for {@link io.flipside.compare.CompareView} and the flow between them, with every frame in it. */
final class ComparePart {
    private ComparePart() {}

    static String html(ReportData data, Optional<FlowMap> flow) {
        ClipAtlas grid = AtlasSheets.grid(data.original(), data.framesPerSecond());
        String name = data.flipped() ? "Counterfactual" : "Final clip";
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("width", Integer.toString(grid.width()));
        attributes.put("height", Integer.toString(grid.height()));
        attributes.put("frames", Integer.toString(grid.frames()));
        attributes.put("columns", Integer.toString(grid.columns()));
        attributes.put("rows", Integer.toString(grid.rows()));
        attributes.put("rate", Double.toString(grid.framesPerSecond()));
        attributes.put("name", data.title());
        attributes.put("first", "Original, called '" + data.originalClass() + "'");
        attributes.put(
                "second",
                name + ", called '" + data.finalClass() + "'"
                        + (data.flipped() ? "" : ", asked for '" + data.targetClass() + "'"));
        StringBuilder html = new StringBuilder("<div data-compare");
        attributes.forEach((key, value) -> html.append(" data-")
                .append(key)
                .append("=\"")
                .append(Html.escape(value))
                .append('"'));
        html.append('>');
        sheets(html, ClipAtlas.ORIGINAL, data.original(), grid);
        sheets(html, ClipAtlas.COUNTERFACTUAL, data.counterfactual(), grid);
        flow.ifPresent(found -> sheets(html, ClipAtlas.FLOW, found.pictures(), grid));
        return html.append("</div>").toString();
    }

    private static void sheets(StringBuilder html, String layer, RgbFrames frames, ClipAtlas grid) {
        for (int sheet = 0; sheet < grid.sheets(); sheet++) {
            html.append("<img alt=\"\" hidden data-layer=\"")
                    .append(layer)
                    .append("\" src=\"")
                    .append(Pictures.uri(Pictures.png(AtlasSheets.sheet(frames, grid, sheet))))
                    .append("\">");
        }
    }
}
