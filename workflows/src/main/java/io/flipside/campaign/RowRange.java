package io.flipside.campaign;

import io.flipside.audit.Check;

/**
 * Neighbouring rows of a manifest.
 *
 * @param first number of the first, from 1
 * @param last number of the last, at least that of the first
 */
public record RowRange(int first, int last) {
    public RowRange {
        Check.holds(first >= 1, "rows", first, "1 or more");
        Check.holds(last >= first, "rows", first + "-" + last, "a range whose end is not before its beginning");
    }

    /** Whether a row is one of them. */
    public boolean has(int row) {
        return row >= first && row <= last;
    }
}
