package io.flipside.store;

import io.flipside.UserError;

/** The store is there and does not let us in as we are set up: no fault of what was asked for. Names the setting. */
public final class StoreRefused extends UserError {
    private static final long serialVersionUID = 1L;

    StoreRefused(String message) {
        super(message);
    }
}
