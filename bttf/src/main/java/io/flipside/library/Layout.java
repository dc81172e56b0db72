package io.flipside.library;

/** How the files of a model lie, by whoever published it. */
public enum Layout {
    FLIPSIDE("Flipside's own folder"),
    DIFFUSERS("diffusers folder"),
    ORIGINAL("original Wan repository"),
    SINGLE_FILES("single files"),
    PEFT("PEFT folder");

    private final String words;

    Layout(String words) {
        this.words = words;
    }

    /** As people call it. */
    public String words() {
        return words;
    }
}
