package io.flipside.search;

import io.flipside.method.UpdateReport;
import java.util.HashMap;
import java.util.Map;

/** The figures of this method's updates, besides loss and target probability. */
public final class BttfReport {
    /** Of the classifier against the target class, in nats; 0 during inversion. */
    public static final String CROSS_ENTROPY = "crossEntropy";
    /** The style loss before its weight; 0 during inversion. */
    public static final String STYLE = "style";

    /** {@link GaussianPrior} before its weight; only where a plan has it. */
    public static final String PRIOR = "prior";
    /** Norm of the whole loss's gradient before it is clipped; only where a plan clips it. */
    public static final String GRADIENT_NORM = "gradientNorm";

    /** 1 where the exact decoder drew the clip, 0 where the small one did; only where a plan takes the small one. */
    public static final String EXACT_DECODER = "exactDecoder";

    private BttfReport() {}

    /** The same with the decoder that drew the clip. */
    static UpdateReport withDecoder(UpdateReport report, boolean exact) {
        Map<String, Double> terms = new HashMap<>(report.terms());
        terms.put(EXACT_DECODER, exact ? 1.0 : 0.0);
        return new UpdateReport(report.stage(), report.iteration(), terms);
    }

    /** The same with the prior, weighted in the loss. */
    static UpdateReport withPrior(UpdateReport report, double prior, double weight) {
        Map<String, Double> terms = new HashMap<>(report.terms());
        terms.put(PRIOR, prior);
        terms.put(UpdateReport.LOSS, report.loss() + weight * prior);
        return new UpdateReport(report.stage(), report.iteration(), terms);
    }

    /** The same with the norm of the gradient. */
    static UpdateReport withGradientNorm(UpdateReport report, double norm) {
        Map<String, Double> terms = new HashMap<>(report.terms());
        terms.put(GRADIENT_NORM, norm);
        return new UpdateReport(report.stage(), report.iteration(), terms);
    }

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
