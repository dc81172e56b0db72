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
        return new UpdateReport(0, iteration, terms(loss, 0, 0, 0));
    }

    /** An update with n denoising steps. */
    static UpdateReport of(int n, int iteration, ClipLoss loss) {
        return new UpdateReport(
                n, iteration, terms(loss.loss(), loss.crossEntropy(), loss.style(), loss.targetProbability()));
    }

    private static Map<String, Double> terms(double loss, double crossEntropy, double style, double probability) {
        return Map.of(
                UpdateReport.LOSS,
                loss,
                CROSS_ENTROPY,
                crossEntropy,
                STYLE,
                style,
                UpdateReport.TARGET_PROBABILITY,
                probability);
    }
}
