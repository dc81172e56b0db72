package io.flipside.audit;

/** What an audit came to, in a word. */
public enum Verdict {
    FLIPPED(Words.FLIPPED),
    NOT_FLIPPED(Words.NOT_FLIPPED),
    NOT_VALID(Words.NOT_VALID),
    REFUSED(Words.REFUSED),
    CANCELLED(Words.CANCELLED),
    SET_ASIDE(Words.SET_ASIDE),
    FAILED(Words.FAILED);

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As files, events and Temporal have it. */
    public String word() {
        return word;
    }

    /** The words, where only a constant will do. */
    static final class Words {
        static final String FLIPPED = "flipped";
        static final String NOT_FLIPPED = "not-flipped";
        static final String NOT_VALID = "not-valid";
        static final String REFUSED = "refused";
        static final String CANCELLED = "cancelled";
        static final String SET_ASIDE = "set-aside";
        static final String FAILED = "failed";

        private Words() {}
    }
}
