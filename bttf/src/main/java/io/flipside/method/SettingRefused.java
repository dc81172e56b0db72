package io.flipside.method;

import io.flipside.UserError;

/** A plan says something that its search method cannot take, or lacks what the method needs. */
public final class SettingRefused extends UserError {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param name of the value in the plan, such as {@code settings.epsilon}
     * @param problem what is wrong and what would be right
     */
    public SettingRefused(String name, String problem) {
        super("field 'plan." + name + "' " + problem);
        this.field = "plan." + name;
    }

    /** The field's path in the request. */
    public String field() {
        return field;
    }
}
