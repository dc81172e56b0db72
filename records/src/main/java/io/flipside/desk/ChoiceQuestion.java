package io.flipside.desk;

import io.flipside.file.Sha256;
import io.flipside.record.ClipAtlas;
import java.nio.charset.StandardCharsets;

/**
 * A question about two clips. Which of them is {@code a}, and which class is asked for, follows from its name: so whoever
 * answers for the service knows it again, and whoever is asked does not see it.
 *
 * @param audit whose clips they are
 * @param name of the question, 32 lower-case hexadecimal digits
 */
public record ChoiceQuestion(String audit, String name) {
    private static final String PATTERN = "[0-9a-f]{32}";

    /** Whether a question can be called so. */
    public static boolean isName(String name) {
        return name.matches(PATTERN);
    }

    /** The layer of the atlas that is shown under a letter, {@code a} or {@code b}. */
    public String layer(String letter) {
        return letter.equals("a") == drawn(0) ? ClipAtlas.ORIGINAL : ClipAtlas.COUNTERFACTUAL;
    }

    /** Whether the target class is asked for; else the class of the original, so that what looks odd is not always right. */
    public boolean asksForTarget() {
        return drawn(1);
    }

    /** The layer that is the right answer. */
    public String rightLayer() {
        return asksForTarget() ? ClipAtlas.COUNTERFACTUAL : ClipAtlas.ORIGINAL;
    }

    private boolean drawn(int bit) {
        String hash = Sha256.of((audit + ":" + name).getBytes(StandardCharsets.UTF_8));
        return (Character.digit(hash.charAt(0), 16) >> bit & 1) == 1;
    }
}
