package io.flipside.audit;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks of a request's fields, each refusing with the field's path, the value and what would be right. */
public final class Check {
    private static final int MOST_SHOWN = 120;

    private Check() {}

    /** @throws InvalidRequest unless the condition holds */
    public static void holds(boolean condition, String field, Object value, String right) {
        if (!condition) {
            throw new InvalidRequest(field, "is " + printable(value, MOST_SHOWN) + "; it must be " + right + ".");
        }
    }

    /**
     * Holds the components of a record against their {@link Range} and {@link Text}: for its constructor. Of what may be
     * absent what is there is held, of a list each number.
     *
     * @param path of the record in a request; empty for the request itself
     * @param values of all its components, in their order
     * @throws InvalidRequest for the first that is not as it must be
     */
    public static void components(Class<? extends Record> type, String path, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String field = path.isEmpty() ? components[i].getName() : path + "." + components[i].getName();
            Range range = components[i].getAnnotation(Range.class);
            Text text = components[i].getAnnotation(Text.class);
            if (range != null) {
                number(field, values[i], range);
            }
            if (text != null) {
                String string = (String) values[i];
                holds(string.matches(text.pattern()), field, "'" + string + "'", text.right());
            }
        }
    }

    private static void number(String field, Object value, Range range) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(there -> number(field, there, range));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> number(field, each, range));
        } else if (value instanceof Number number) {
            holds(isWithin(number, range), field, number, right(range, number instanceof Double));
        } else {
            throw new InvalidRequest(field, "must hold numbers.");
        }
    }

    /** What others wrote, on one line and not longer than this. */
    public static String printable(Object value, int most) {
        String text = value.toString().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    private static boolean isWithin(Number value, Range range) {
        double number = value.doubleValue();
        return Double.isFinite(number)
                && number >= range.min()
                && number <= range.max()
                && (number > range.moreThan() || range.moreThan() == Double.NEGATIVE_INFINITY)
                && (number < range.lessThan() || range.lessThan() == Double.POSITIVE_INFINITY);
    }

    private static String right(Range range, boolean fraction) {
        boolean closed = Double.isFinite(range.min()) && Double.isFinite(range.max());
        if (closed) {
            return range.min() == range.max() ? text(range.min()) : text(range.min()) + " to " + text(range.max());
        }
        String least =
                Double.isFinite(range.min()) ? text(range.min()) + " or more" : "more than " + text(range.moreThan());
        String most = Double.isFinite(range.max())
                ? ", at most " + text(range.max())
                : Double.isFinite(range.lessThan()) ? " and less than " + text(range.lessThan()) : "";
        return least + (most.isEmpty() && fraction ? ", and finite" : most);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? String.format(Locale.ROOT, "%.0f", bound) : Double.toString(bound);
    }
}
