package io.flipside.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import java.nio.file.Path;

/** A counterfactual on its way from a tensor to its two files. */
public final class Rendered {
    /** The lossless copy, from which the verdict is taken. */
    public static final String EVIDENCE = "counterfactual.mkv";
    /** The copy for people. */
    public static final String SHAREABLE = "counterfactual.mp4";

    private Rendered() {}

    /**
     * Writes both files.
     *
     * @param clip {@code [1, 3, F, H, W]}, not clamped
     * @return the target probability of the tensor, before it was rounded to 8 bits
     */
    public static double write(NDArray clip, double framesPerSecond, Path folder, Models models, String target) {
        Shape shape = clip.getShape();
        Clip counterfactual = Clip.fromSigned(
                clip.toFloatArray(), (int) shape.get(2), (int) shape.get(3), (int) shape.get(4), framesPerSecond);
        ClipWriter.writeEvidence(counterfactual, folder.resolve(EVIDENCE));
        ClipWriter.writeShareable(counterfactual, folder.resolve(SHAREABLE), ClipWriter.magnification(counterfactual));
        return Prediction.of(models.classifier(), clip).probability(target);
    }
}
