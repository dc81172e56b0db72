package io.flipside.record;

import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.VerdictPart;
import java.util.Map;

/** What people read of the parts of a verdict, on whatever page. Texts of others are in it as they are. */
public final class VerdictWords {
    private static final Map<String, String> HEADS = Map.of(
            "flipped", "Flipped",
            "anchored", "Anchored",
            "inDomain", "In domain",
            "near", "Near",
            "stable", "Stable",
            "semantic", "Semantic");

    private VerdictWords() {}

    /** Of a part, by its name. */
    public static String head(String part) {
        return HEADS.getOrDefault(part, part);
    }

    /** Whether a part holds. */
    public static String answer(VerdictPart.State state) {
        return switch (state) {
            case HOLDS -> "yes";
            case BROKEN -> "no";
            case UNDECIDED -> "undecided";
            case MEASURED -> "measured";
            case UNKNOWN -> "not known";
        };
    }

    /** Whose opinion a flip changes. */
    public static String kind(FlipKind kind) {
        return "Whose opinion it is: "
                + switch (kind) {
                    case TASK_SEMANTIC ->
                        "classifiers of the same data and of other data see the target class as well.";
                    case SHORTCUT ->
                        "classifiers of the same data see the target class as well, those of other data do not: a"
                                + " shortcut that lies in the data.";
                    case SHARED ->
                        "classifiers of the same data see the target class as well; nobody of other data was asked.";
                    case MODEL_SPECIFIC ->
                        "no other classifier sees the target class: adversarial, or this model's alone.";
                    case UNKNOWN -> "not known; those who were asked do not agree, or nobody could be asked.";
                };
    }

    /** What another classifier says. */
    public static String said(Opinion opinion) {
        String who = opinion.classifier() + (opinion.sameData() ? " (same data)" : " (other data)");
        return opinion.notAsked()
                .map(why -> who + " was not asked: " + why)
                .orElseGet(() -> who + ": '" + opinion.before().orElse("?") + "' became '"
                        + opinion.after().orElse("?") + "'");
    }
}
