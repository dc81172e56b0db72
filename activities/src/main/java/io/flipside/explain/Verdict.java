package io.flipside.explain;

/** What came out, decided by the classifier on the written lossless file. */
public sealed interface Verdict {
    /** The written clip is called the target class. */
    record Flipped() implements Verdict {}

    /**
     * No counterfactual was found.
     *
     * @param reason why not
     */
    record NotFlipped(Reason reason) implements Verdict {}

    /** Why there is no counterfactual. */
    sealed interface Reason {
        /** One sentence for people, with the next step. */
        String sentence();

        /** The name machines see. */
        String code();
    }

    /**
     * The search used up its updates.
     *
     * @param probability of the target class at the end
     */
    record TargetNotReached(double probability) implements Reason {
        @Override
        public String sentence() {
            return String.format(
                    java.util.Locale.ROOT,
                    "The search ended with a target probability of %.3f. Try more iterations, another seed, or a"
                            + " smaller style weight.",
                    probability);
        }

        @Override
        public String code() {
            return "target-not-reached";
        }
    }

    /**
     * The clip was called the target class before it was written as 8-bit frames, but not after.
     *
     * @param probability of the target class before writing
     */
    record LostInWriting(double probability) implements Reason {
        @Override
        public String sentence() {
            return String.format(
                    java.util.Locale.ROOT,
                    "The clip reached the target (probability %.3f) but rounding it to 8 bits undid that. Try a higher"
                            + " confidence before a stage may end.",
                    probability);
        }

        @Override
        public String code() {
            return "lost-in-writing";
        }
    }

    /**
     * Numbers stopped being finite.
     *
     * @param stage in which it happened
     * @param iteration update of the stage
     */
    record NonFinite(int stage, int iteration) implements Reason {
        @Override
        public String sentence() {
            return "The search became non-finite in stage " + stage + ", update " + iteration
                    + ". Lower the learning rate or check the models.";
        }

        @Override
        public String code() {
            return "non-finite";
        }
    }

    /**
     * The written clip is called the target class, but does not begin as the original does.
     *
     * @param measure by which the first frames were compared, in words
     * @param value of that measure, 1 if equal
     * @param limit smallest that counts as the same frame
     */
    record NotAnchored(String measure, double value, double limit) implements Reason {
        @Override
        public String sentence() {
            return String.format(
                    java.util.Locale.ROOT,
                    "The written clip does not begin as the original does: %s %.3f, at least %.3f is needed."
                            + " The generator could not draw this first frame. Try another seed, or a generator"
                            + " that knows such clips.",
                    measure,
                    value,
                    limit);
        }

        @Override
        public String code() {
            return "not-anchored";
        }
    }

    /**
     * A reason that another process has given.
     *
     * @param code its name
     * @param sentence its words
     */
    record Told(String code, String sentence) implements Reason {}
}
