package io.flipside.explain;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.clip.FrameStrip;
import io.flipside.file.Sha256;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a result consists of beside the counterfactual's own two files. */
public final class ResultFiles {
    private static final int STRIP_COLUMNS = 6;

    private ResultFiles() {}

    /** Writes the original's two files, {@code strip.png}, {@code result.json} and {@code report.html}. */
    public static void write(ExplainRequest request, Inputs inputs, Explanation explanation, Path folder) {
        Clip original = explanation.original();
        int magnification = ClipWriter.magnification(original);
        ClipWriter.writeEvidence(original, folder.resolve("original.mkv"));
        ClipWriter.writeShareable(original, folder.resolve("original.mp4"), magnification);
        FrameStrip.writePng(
                folder.resolve("strip.png"),
                STRIP_COLUMNS,
                magnification,
                List.of(original, explanation.counterfactual()));
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("clip", inputs.clipSha256());
        provenance.put("counterfactual", Sha256.of(folder.resolve(Rendered.EVIDENCE)));
        provenance.put("classifier", new TreeMap<>(inputs.models().classifier()));
        provenance.put("generator", new TreeMap<>(inputs.models().generator()));
        Map<String, String> adapter = new TreeMap<>(inputs.models().adapter());
        if (!adapter.isEmpty()) {
            provenance.put(
                    "adapter", adapter.size() == 1 ? adapter.values().iterator().next() : adapter);
        }
        ResultJson.write(folder.resolve("result.json"), request, inputs.clip(), explanation, provenance);
        ExplainReport.write(folder.resolve("report.html"), request, inputs.clip(), explanation, provenance);
    }
}
