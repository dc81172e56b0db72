package io.flipside.tensor;

import io.flipside.UserError;
import java.util.List;

/** A field names something that there is not: another method, architecture or metric than those known. */
public final class UnknownChoice extends UserError {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param origin where the field stands, for the message
     * @param field its name
     * @param value what it says
     * @param known what it may say, at least one
     */
    public UnknownChoice(String origin, String field, String value, List<String> known) {
        super(origin + ": " + field + " is '" + Printable.of(value) + "'. It must be " + either(known) + ".");
        this.field = field;
    }

    /** The field at fault. */
    public String field() {
        return field;
    }

    private static String either(List<String> known) {
        List<String> quoted = known.stream().map(name -> "'" + name + "'").toList();
        int last = quoted.size() - 1;
        return last == 0 ? quoted.get(0) : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }
}
