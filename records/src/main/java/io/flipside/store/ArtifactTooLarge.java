package io.flipside.store;

import io.flipside.UserError;

/** An object has more bytes than its reader takes. */
public final class ArtifactTooLarge extends UserError {
    private static final long serialVersionUID = 1L;

    /**
     * @param uri of the object
     * @param limit most bytes that are taken
     */
    public ArtifactTooLarge(String uri, long limit) {
        super("The object %s is larger than the %d bytes that are read of such a thing.".formatted(uri, limit));
    }
}
