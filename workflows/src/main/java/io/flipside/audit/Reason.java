package io.flipside.audit;

/**
 * Why there is no counterfactual, or no audit.
 *
 * @param code what machines see, such as {@code target-not-reached}
 * @param sentence what people see, with the next step; cut off after 2,000 characters
 */
public record Reason(String code, String sentence) {
    /** What is longer could not travel through Temporal, and nobody would read it. */
    private static final int MOST_CHARACTERS = 2_000;

    public Reason {
        sentence = sentence.length() <= MOST_CHARACTERS ? sentence : sentence.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
