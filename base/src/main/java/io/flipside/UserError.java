package io.flipside;

/**
 * Bad input, said so that a person can mend it: the message names the file, field or limit, and what would be right.
 * Doors print it as one line, without a stack trace.
 */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what would be right, in short sentences
     */
    public UserError(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what would be right, in short sentences
     * @param cause the technical reason
     */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
