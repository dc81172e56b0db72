package io.flipside.store;

/** A key that is written once already holds something else. */
public final class ObjectConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ObjectConflict(String uri, String ours, String theirs) {
        super("The object %s is there with other content: sha256 %s, ours is %s.".formatted(uri, theirs, ours));
    }
}
