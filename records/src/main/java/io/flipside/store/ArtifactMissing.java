package io.flipside.store;

/** There is no such object. */
public final class ArtifactMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArtifactMissing(String uri) {
        super("There is no object " + uri + ".");
    }
}
