package io.flipside.audit;

/** A request that can never become an audit. The message names the field and what would be right. */
public final class InvalidRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field of the request, such as {@code search.learningRate}
     * @param problem what is wrong and what would be right
     */
    public InvalidRequest(String field, String problem) {
        super("field '" + field + "' " + problem);
        this.field = field;
    }

    /** The field's path in the request. */
    public String field() {
        return field;
    }
}
