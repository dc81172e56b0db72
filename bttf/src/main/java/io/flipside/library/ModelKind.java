package io.flipside.library;

/** What an entry of the library is used as. */
public enum ModelKind {
    GENERATOR("generators"),
    CLASSIFIER("classifiers"),
    ADAPTER("adapters"),
    /** The public weights of a metric's network. */
    METRIC("metrics");

    private final String folder;

    ModelKind(String folder) {
        this.folder = folder;
    }

    /** Folder of all entries of this kind. */
    public String folder() {
        return folder;
    }

    /** As people call it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
