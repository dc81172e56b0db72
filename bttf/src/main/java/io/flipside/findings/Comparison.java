package io.flipside.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the counterfactuals of a group with those that lead to other classes, cue by cue. */
final class Comparison {
    private final ClassPair group;
    private final List<PairChange> own;
    private final List<PairChange> others;
    private final long seed;
    private final Place place;

    /** @param own at least one, as of the others */
    Comparison(ClassPair group, List<PairChange> own, List<PairChange> others, long seed) {
        this.group = group;
        this.own = own;
        this.others = others;
        this.seed = seed;
        place = Place.mostGained(own);
    }

    Evidence.Measured measured() {
        List<CueEvidence> cues = new ArrayList<>();
        for (Cue cue : Cue.values()) {
            CueEvidence evidence = evidence(cue);
            boolean said = cue.saidBy()
                    .filter(other ->
                            cues.stream().anyMatch(given -> given.cue() == other && given.standing() == Standing.NAMED))
                    .isPresent();
            cues.add(said && evidence.standing() == Standing.NAMED ? evidence.with(Standing.SAID) : evidence);
        }
        Sentences sentences = new Sentences(group, own);
        List<Finding> findings = plainest(cues).stream()
                .map(evidence -> new Finding(group, evidence, sentences.of(evidence)))
                .toList();
        return new Evidence.Measured(cues, findings, new Clusters(own, place).all());
    }

    private static List<CueEvidence> plainest(List<CueEvidence> cues) {
        Map<CueFamily, CueEvidence> best = new EnumMap<>(CueFamily.class);
        cues.stream()
                .filter(evidence -> evidence.standing() == Standing.NAMED)
                .forEach(evidence -> best.merge(
                        evidence.cue().family(), evidence, (a, b) -> a.plainness() >= b.plainness() ? a : b));
        return best.values().stream()
                .sorted(Comparator.comparingDouble(CueEvidence::plainness).reversed())
                .toList();
    }

    private CueEvidence evidence(Cue cue) {
        double[] changes = ownAt(cue, (change, at) -> change.change(cue, at));
        Effect effect = Effect.of(changes);
        int sign = effect.median() < 0 && cue.mayDecrease() ? -1 : 1;
        Reading shown = (change, at) -> cue.shown(change.before(cue, at), change.after(cue, at), sign);
        double[] towards = ownAt(cue, shown);
        double[] elsewhere = read(others, shown);
        Share share = share(towards, cue);
        double most = mostElsewhere(cue, shown, share(elsewhere, cue));
        Dominance dominance = Dominance.of(towards, elsewhere, seed + cue.ordinal());
        return new CueEvidence(
                cue,
                sign > 0,
                share,
                share(elsewhere, cue),
                most,
                left(cue, sign),
                effect,
                dominance,
                cue == Cue.PLACE ? Optional.of(place.said()) : Optional.empty(),
                CueEvidence.standing(share.part(), most, dominance));
    }

    private interface Reading {
        double of(PairChange change, Place at);
    }

    // a place is chosen on every other clip and read on those between, for it is chosen as the one that gains most
    private double[] ownAt(Cue cue, Reading reading) {
        if (cue != Cue.PLACE) {
            return read(own, reading);
        }
        double[] values = new double[own.size()];
        for (int half = 0; half < 2; half++) {
            Place chosen = Place.mostGained(every(1 - half));
            for (int i = half; i < values.length; i += 2) {
                values[i] = reading.of(own.get(i), chosen);
            }
        }
        return values;
    }

    private List<PairChange> every(int half) {
        List<PairChange> kept = new ArrayList<>();
        for (int i = half; i < own.size(); i += 2) {
            kept.add(own.get(i));
        }
        return kept;
    }

    private double[] read(List<PairChange> changes, Reading reading) {
        return changes.stream().mapToDouble(change -> reading.of(change, place)).toArray();
    }

    private static Share share(double[] shown, Cue cue) {
        return new Share(
                (int) Arrays.stream(shown).filter(v -> v >= cue.floor()).count(), shown.length);
    }

    private double mostElsewhere(Cue cue, Reading shown, Share all) {
        Map<String, List<PairChange>> byTarget =
                others.stream().collect(Collectors.groupingBy(PairChange::to, LinkedHashMap::new, Collectors.toList()));
        return byTarget.values().stream()
                .filter(changes -> changes.size() >= Evidence.LEAST_PAIRS / 2)
                .mapToDouble(changes -> share(read(changes, shown), cue).part())
                .reduce(all.part(), Math::max);
    }

    private Share left(Cue cue, int sign) {
        List<PairChange> leaving = others.stream()
                .filter(change -> change.from().equals(group.to()))
                .toList();
        Reading gone = (change, at) -> cue.shown(change.after(cue, at), change.before(cue, at), sign);
        return share(read(leaving, gone), cue);
    }
}
