package io.flipside.desk;

import io.flipside.UserError;

/** An audit does not take this request in its present state. */
public final class NotNow extends UserError {
    private static final long serialVersionUID = 1L;

    NotNow(String message) {
        super(message);
    }
}
