package io.flipside.pgd;

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

    /** The name that is recorded. */
    public String label() {
        return label;
    }
}
