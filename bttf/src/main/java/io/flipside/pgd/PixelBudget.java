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
    /** Epsilon for a clip of so many values. */
    double radius(long values) {
        return referenceValues == 0 ? epsilon : epsilon * Math.sqrt((double) values / referenceValues);
    }
}
