package io.flipside.findings;

/**
 * In how many of how many clips.
 *
 * @param shown those that show it
 * @param of all that were looked at
 */
public record Share(int shown, int of) {
    /** 0 to 1; 0 of none. */
    public double part() {
        return of == 0 ? 0 : (double) shown / of;
    }

    @Override
    public String toString() {
        return shown + " of " + of;
    }
}
