package io.flipside.store;

import io.flipside.UserError;

/** The store does not know us, our bucket or our region: a setting of this process is wrong, and no request is. */
public final class StoreDenied extends UserError {
    private static final long serialVersionUID = 1L;

    StoreDenied(String message) {
        super(message);
    }
}
