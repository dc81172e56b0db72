package io.flipside.semantics;

/** What a probability comes to. */
public enum Judgement {
    /** What changed is what the target class means, as far as figures can say. */
    SEMANTIC,
    /** Nobody should rely on it either way. */
    UNDECIDED,
    /** The flip hangs on what no one would see, or on this classifier alone. */
    ADVERSARIAL
}
