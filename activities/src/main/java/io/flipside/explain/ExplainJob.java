package io.flipside.explain;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipWriter;
import io.flipside.clip.FrameStrip;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a clip on disk to a folder with both clips, the record and the report. */
public final class ExplainJob {
    private static final int STRIP_COLUMNS = 6;

    private final InstantSource clock;

    public ExplainJob(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Runs it. The folder appears when everything in it is written.
     *
     * @throws io.flipside.UserError for bad input of any kind
     */
    public Explanation run(ExplainRequest request, ExplainProgress progress) {
        try (ResultFolder folder = ResultFolder.create(request.out())) {
            progress.step("load models");
            try (Models models = Models.open(request.classifier(), request.generator(), request.adapter())) {
                progress.step("read clip");
                Clip clip = models.preprocess().read(request.clip(), ClipLimits.DEFAULT);
                Explanation explanation = new Explainer(models, clock)
                        .explain(clip, request.target(), request.settings(), request.seed(), folder.work(), progress);
                progress.step("write report");
                writeDown(request, explanation, folder.work());
                folder.publish();
                return explanation;
            }
        }
    }

    private static void writeDown(ExplainRequest request, Explanation explanation, Path folder) {
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
        provenance.put("clip", Sha256.of(request.clip()));
        provenance.put("counterfactual", Sha256.of(folder.resolve(Explainer.EVIDENCE)));
        provenance.put("classifier", Sha256.ofFolder(request.classifier()));
        provenance.put("generator", Sha256.ofFolder(request.generator()));
        request.adapter().ifPresent(adapter -> provenance.put("adapter", Sha256.of(adapter)));
        ResultJson.write(folder.resolve("result.json"), request, explanation, provenance);
        ExplainReport.write(folder.resolve("report.html"), request, explanation, provenance);
    }
}
