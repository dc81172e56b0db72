package io.flipside.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Evidence in words.
 *
 * @param group the counterfactuals
 * @param own what changes in them
 */
record Sentences(ClassPair group, List<PairChange> own) {
    /** Cosine from which on a way is another's. */
    private static final double ALONG = 0.7;

    String of(CueEvidence evidence) {
        Cue cue = evidence.cue();
        StringBuilder text = new StringBuilder("In ")
                .append(evidence.towards())
                .append(group.from().map(name -> " clips of '" + name + "'").orElse(" clips"))
                .append(" called '")
                .append(group.to())
                .append("' ")
                .append(cue.says(evidence.increases()));
        evidence.place().ifPresent(where -> text.append(" (").append(where).append(")"));
        text.append(cue == Cue.SECOND_MOVES ? way() : "");
        text.append(String.format(
                Locale.ROOT, ", by %.2f %s; ", Math.abs(evidence.effect().median()), cue.unit()));
        Share elsewhere = evidence.elsewhere();
        text.append(
                elsewhere.shown() == 0
                        ? "nothing of the kind in " + elsewhere.of() + " towards other classes."
                        : "the same in " + elsewhere + " towards other classes.");
        if (evidence.left().shown() > 0) {
            text.append(" It went away in ")
                    .append(evidence.left())
                    .append(" that were '")
                    .append(group.to())
                    .append("'.");
        }
        return text.toString();
    }

    private String way() {
        double[] cosines = own.stream()
                .filter(change -> change.after().cues().getOrDefault(Cue.SECOND_MOVES, 0.0) >= Cue.SECOND_MOVES.floor())
                .mapToDouble(change -> change.after().cosine())
                .sorted()
                .toArray();
        double median = cosines.length == 0 ? 0 : Effect.median(cosines);
        return median > ALONG ? " along with the main one" : median < -ALONG ? " the opposite way of the main one" : "";
    }

    /**
     * What the counterfactuals of a cluster have in common.
     *
     * @param members they
     * @param all how many there are in the group
     * @param place where places are looked at
     */
    static String of(List<PairChange> members, int all, Place place) {
        StringBuilder text = new StringBuilder();
        for (Cue cue : Cue.values()) {
            double[] changes = members.stream()
                    .mapToDouble(change -> change.change(cue, place))
                    .sorted()
                    .toArray();
            double median = Effect.median(changes);
            long beyond = Arrays.stream(changes)
                    .filter(change -> Math.signum(median) * change >= cue.floor())
                    .count();
            if (Math.abs(median) >= cue.floor() && beyond >= CueEvidence.LEAST_PART * members.size()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(median > 0 || cue.mayDecrease() ? cue.says(median > 0) : "no longer: " + cue.says(true))
                        .append(String.format(Locale.ROOT, " (%+.2f)", median));
            }
        }
        return members.size() + " of " + all + ": " + (text.isEmpty() ? "nothing that is measured changes much" : text)
                + ".";
    }
}
