package io.flipside.search;

import io.flipside.method.UpdateReport;
import java.util.Map;

/** The figures of this method's updates, besides loss and target probability. */
public final class BttfReport {
    /** Of the classifier against the target class, in nats; 0 during inversion. */
    public static final String CROSS_ENTROPY = "crossEntropy";
    /** The style loss before its weight; 0 during inversion. */
    public static final String STYLE = "style";

    private BttfReport() {}

    /** An update of inversion, which sees neither classifier nor style. */
    static UpdateReport ofInversion(int iteration, double loss) {
        return of(0, iteration, loss, 0, 0, 0);
    }

    /** An update with n denoising steps. */
    static UpdateReport of(int n, int iteration, ClipLoss loss) {
        return of(n, iteration, loss.loss(), loss.crossEntropy(), loss.style(), loss.targetProbability());
    }

    private static UpdateReport of(
            int stage, int iteration, double loss, double crossEntropy, double style, double targetProbability) {
        return new UpdateReport(
                stage,
                iteration,
                Map.of(
                        UpdateReport.LOSS,
                        loss,
                        CROSS_ENTROPY,
                        crossEntropy,
                        STYLE,
                        style,
                        UpdateReport.TARGET_PROBABILITY,
                        targetProbability));
    }
}
