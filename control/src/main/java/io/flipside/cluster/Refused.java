package io.flipside.cluster;

/** Why an object of the cluster is not taken. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean mends;

    private Refused(String reason, String message, boolean mends) {
        super(message, null, false, false);
        this.reason = reason;
        this.mends = mends;
    }

    /** It will never be taken as it is. */
    static Refused forGood(String reason, String message) {
        return new Refused(reason, message, false);
    }

    /** It is taken when something outside it is there. */
    static Refused forNow(String reason, String message) {
        return new Refused(reason, message, true);
    }

    /** For machines, one word. */
    String reason() {
        return reason;
    }

    /** Whether to look again without being asked. */
    boolean mends() {
        return mends;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
