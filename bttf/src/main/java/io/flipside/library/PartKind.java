package io.flipside.library;

import java.util.Locale;

/** The parts of a model. */
public enum PartKind {
    TRANSFORMER("makes the clip from noise", true),
    VAE("turns clips into latents and back", true),
    IMAGE_ENCODER("sees the first frame", true),
    TEXT("holds the prompt's tokens, made once by the text encoder and the tokenizer", true),
    TEXT_ENCODER("turns the prompt into tokens; needed once, for a prompt of your own", false),
    TOKENIZER("cuts the prompt into words; needed once, with the text encoder", false),
    CLASSIFIER("is asked about clips", true),
    ADAPTER("changes a generator's transformer", true);

    private final String purpose;
    private final boolean needed;

    PartKind(String purpose, boolean needed) {
        this.purpose = purpose;
        this.needed = needed;
    }

    /** What it is for. */
    public String purpose() {
        return purpose;
    }

    /** Whether an audit cannot do without. */
    public boolean isNeeded() {
        return needed;
    }

    /** Its name in options, entries and folders. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
