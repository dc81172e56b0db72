package io.flipside.explain;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.clip.FrameStrip;
import io.flipside.file.Sha256;
import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import io.flipside.record.ClipAtlas;
import io.flipside.report.AtlasSheets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a result consists of beside the counterfactual's own two files. */
public final class ResultFiles {
    private static final int STRIP_COLUMNS = 6;

    private ResultFiles() {}

    /** Writes the original's two files, {@code strip.png}, the atlas of frames, {@code result.json} and {@code report.html}. */
    public static void write(ResultSource source, Explanation explanation, Path folder) {
        Clip original = explanation.original();
        int magnification = ClipWriter.magnification(original);
        ClipWriter.writeEvidence(original, folder.resolve("original.mkv"));
        ClipWriter.writeShareable(original, folder.resolve("original.mp4"), magnification);
        FrameStrip.writePng(
                folder.resolve("strip.png"),
                STRIP_COLUMNS,
                magnification,
                List.of(original, explanation.counterfactual()));
        atlas(explanation, folder);
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("clip", source.request().clip().sha256());
        provenance.put("counterfactual", Sha256.of(folder.resolve(Rendered.EVIDENCE)));
        provenance.put("classifier", new TreeMap<>(source.models().classifier()));
        provenance.put("generator", new TreeMap<>(source.models().generator()));
        Map<String, String> adapter = new TreeMap<>(source.models().adapter());
        if (!adapter.isEmpty()) {
            provenance.put(
                    "adapter", adapter.size() == 1 ? adapter.values().iterator().next() : adapter);
        }
        ResultJson.write(folder.resolve("result.json"), source, explanation, provenance);
        ExplainReport.write(folder.resolve("report.html"), source, explanation, provenance);
    }

    private static void atlas(Explanation explanation, Path folder) {
        Map<String, RgbFrames> layers = new LinkedHashMap<>();
        layers.put(ClipAtlas.ORIGINAL, explanation.original().frames());
        layers.put(ClipAtlas.COUNTERFACTUAL, explanation.counterfactual().frames());
        FlowMap.ofAll(
                        explanation.original().frames(),
                        explanation.counterfactual().frames())
                .ifPresent(flow -> layers.put(ClipAtlas.FLOW, flow.pictures()));
        AtlasSheets.write(folder, layers, explanation.original().framesPerSecond());
    }
}
