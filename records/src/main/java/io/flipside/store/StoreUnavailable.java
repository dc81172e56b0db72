package io.flipside.store;

/** The object store did not answer, or answered that it cannot now. The same call may succeed later. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param message what did not work
     */
    public StoreUnavailable(String message) {
        super(message);
    }
}
