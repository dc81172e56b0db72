package io.flipside.steps;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.audit.step.StageInput;
import io.flipside.clip.Clip;
import io.flipside.clip.FrameStrip;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.record.AuditKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some frames of the clip at the end of a stage, as a small picture: what the search has come to so far. */
final class StagePreview {
    private static final Logger LOG = LoggerFactory.getLogger(StagePreview.class);
    private static final int FRAMES = 6;
    /** Of the picture, in pixels; small clips are not enlarged. */
    private static final int MOST_WIDTH = 960;

    private StagePreview() {}

    /** Keeps it, replacing one of an attempt before; without the memory for it there is none. */
    static void write(Workbench bench, StageInput input, Search search, SearchState end) {
        try (NDManager scope = bench.scope()) {
            NDArray clip = search.render(end, scope);
            Shape shape = clip.getShape();
            Clip frames = Clip.fromSigned(
                    clip.toFloatArray(),
                    (int) shape.get(2),
                    (int) shape.get(3),
                    (int) shape.get(4),
                    input.clip().framesPerSecond());
            byte[] png = FrameStrip.preview(FRAMES, MOST_WIDTH, frames);
            bench.store().put(AuditKeys.preview(input.auditId(), input.stage()), png, "image/png");
        } catch (EngineException e) {
            LOG.info("No preview of stage {} of {}: {}", input.stage(), input.auditId(), e.toString());
        }
    }
}
