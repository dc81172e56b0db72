package io.flipside.pgd;

/**
 * How far an attack may go.
 *
 * @param norm in which epsilon is meant
 * @param epsilon on pixels in [0, 1]: the length of the whole perturbation (l2), or most of any value (linf)
 * @param referenceValues values of the clip that an l2 epsilon was stated for: on a clip of another size it is scaled so
 *     that the root of its mean square stays the same. 0 to take it as it is; always 0 with linf, which knows no size
 */
public record PixelBudget(Norm norm, double epsilon, int referenceValues) {
    /** Values of the clip that the paper states its epsilons for: 16 frames, 3 channels, 512 rows, 512 columns. */
    public static final int PAPER_CLIP = 16 * 3 * 512 * 512;

    /** As the paper states it: an l2 epsilon is meant for its clip, a linf one for any. */
    public static PixelBudget ofPaper(Norm norm, double epsilon) {
        return new PixelBudget(norm, epsilon, norm == Norm.L2 ? PAPER_CLIP : 0);
    }

    /** Epsilon for a clip of so many values. */
    public double radius(long values) {
        return referenceValues == 0 ? epsilon : epsilon * Math.sqrt((double) values / referenceValues);
    }
}
