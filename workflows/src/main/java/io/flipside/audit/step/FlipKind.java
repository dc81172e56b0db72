package io.flipside.audit.step;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a flip is, by whose opinion it changes. */
public enum FlipKind {
    /** Classifiers of the same data and of other data see the target class as well: it is in the clip. */
    @JsonProperty("task-semantic")
    TASK_SEMANTIC,
    /** Those of the same data do, those of other data do not: it is in the data, and not in the class. */
    @JsonProperty("shortcut")
    SHORTCUT,
    /** Those of the same data do, and nobody of other data was asked: it is in the data, and may be in the class. */
    @JsonProperty("shared")
    SHARED,
    /** Nobody else does: adversarial, or a habit of this one model. */
    @JsonProperty("model-specific")
    MODEL_SPECIFIC,
    /** Nobody could be asked, or those who were do not agree. */
    @JsonProperty("unknown")
    UNKNOWN
}
