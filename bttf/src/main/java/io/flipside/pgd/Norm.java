package io.flipside.pgd;

import java.util.Arrays;
import java.util.Optional;

/** How the size of a perturbation is measured. */
public enum Norm {
    /** Euclidean length of all values together. */
    L2("l2"),
    /** The largest value. */
    LINF("linf");

    private final String label;

    Norm(String label) {
        this.label = label;
    }

    /** The norm of a name that is recorded, if there is one. */
    public static Optional<Norm> of(String label) {
        return Arrays.stream(values()).filter(norm -> norm.label.equals(label)).findFirst();
    }

    /** The name that is recorded. */
    public String label() {
        return label;
    }
}
