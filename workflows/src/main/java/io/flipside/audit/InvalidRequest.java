package io.flipside.audit;

/** A request that can never become an audit. The message names the field and what would be right. */
public final class InvalidRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field of the request, such as {@code plan.optimiser.learningRate}
     * @param problem what is wrong and what would be right
     */
    public InvalidRequest(String field, String problem) {
        super("field '" + field + "' " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The field's path in the request. */
    public String field() {
        return field;
    }

    /** The same of a field by the name that it has for whoever asked. */
    public InvalidRequest at(String other) {
        return new InvalidRequest(other, problem);
    }
}
