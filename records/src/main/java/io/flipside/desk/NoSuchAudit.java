package io.flipside.desk;

import io.flipside.UserError;

/** There is no audit of this id. */
public final class NoSuchAudit extends UserError {
    private static final long serialVersionUID = 1L;

    public NoSuchAudit(String auditId) {
        super("there is no audit '" + auditId + "'. 'flipside list' shows those there are.");
    }
}
