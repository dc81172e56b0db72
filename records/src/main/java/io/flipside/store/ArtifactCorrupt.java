package io.flipside.store;

/** An object is not what its reference says: damaged, cut short or replaced. */
public final class ArtifactCorrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactCorrupt(String uri, String expected, String found) {
        super("The object %s is damaged: expected sha256 %s, found %s.".formatted(uri, expected, found));
    }
}
