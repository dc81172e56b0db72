package io.flipside.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each may do what those before it may. */
public enum CallerRole {
    /** Looks: audits, results, plans, figures. */
    READER,
    /** Asks: uploads, starts, answers, and steers what they started. */
    AUDITOR,
    /** Steers what anybody started. */
    OPERATOR;

    /** {@link #READER}, where only a constant will do. */
    public static final String READ = "reader";

    /** {@link #AUDITOR}, likewise. */
    public static final String ASK = "auditor";

    /** {@link #OPERATOR}, likewise. */
    public static final String OPERATE = "operator";

    /** As it is written in settings, tokens and records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name. */
    public static Optional<CallerRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** Whether it may do what another may. */
    public boolean covers(CallerRole other) {
        return compareTo(other) >= 0;
    }

    /** This one and those that it covers. */
    public List<CallerRole> covered() {
        return Arrays.stream(values()).filter(this::covers).toList();
    }
}
