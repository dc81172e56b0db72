package io.flipside.desk;

import io.flipside.UserError;

/** No worker answers that could. */
public final class NoWorker extends UserError {
    private static final long serialVersionUID = 1L;

    NoWorker(String message, Throwable cause) {
        super(message, cause);
    }
}
