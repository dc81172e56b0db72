package io.flipside;

/**
 * Something is wrong with this worker or a service it uses, and nothing with the request: another worker may do better,
 * or this one when it is mended. Such a step is tried again for ever.
 */
public class WorkerTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what would be right
     */
    public WorkerTrouble(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what would be right
     * @param cause the technical reason
     */
    public WorkerTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
