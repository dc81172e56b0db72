package io.flipside.desk;

import io.flipside.UserError;

/** The id of an audit or a campaign, or the key it follows from, was used before for another request. */
public final class RequestConflict extends UserError {
    private static final long serialVersionUID = 1L;

    RequestConflict(String auditId) {
        this("audit", auditId);
    }

    /** @param what it is the id of, in a word */
    RequestConflict(String what, String id) {
        super(what + " '" + id + "' was asked for with other content under the same key. "
                + "Repeat that request as it was, or give the new one a key of its own.");
    }
}
