package io.flipside.campaign;

/**
 * That nothing more of a campaign is to begin.
 *
 * @param reason what the person said
 * @param audits whether the audits at work are ended as well; otherwise they end by themselves
 */
public record Cancellation(String reason, boolean audits) {
    private static final int MOST_CHARACTERS = 500;

    public Cancellation {
        reason = reason.isBlank()
                ? "no reason given"
                : reason.length() <= MOST_CHARACTERS ? reason : reason.substring(0, MOST_CHARACTERS - 3) + "...";
    }
}
