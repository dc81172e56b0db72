package io.flipside.desk;

import io.flipside.UserError;
import io.flipside.caller.Caller;

/** Somebody would steer what another started. */
public final class NotYours extends UserError {
    private static final long serialVersionUID = 1L;

    NotYours(String kind, String id, Caller caller) {
        super(kind + " '" + id + "' was not started by '" + caller.name() + "', whose role is '"
                + caller.role().word() + "'. Ask whoever started it, or an operator.");
    }
}
