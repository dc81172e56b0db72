package io.flipside.findings;

import java.util.Optional;

/**
 * What changes from a clip to its counterfactual: all that is kept of a pair.
 *
 * @param name of the pair
 * @param from what the original was called
 * @param to the target class
 */
record PairChange(String name, String from, String to, ClipFigures before, ClipFigures after) {
    static PairChange of(CounterfactualPair pair) {
        return new PairChange(
                pair.name(),
                pair.originalClass(),
                pair.targetClass(),
                ClipFigures.of(pair.original()),
                ClipFigures.of(pair.counterfactual()));
    }

    /** Of a cue in the original; of {@link Cue#PLACE} at a place. */
    double before(Cue cue, Place place) {
        return cue == Cue.PLACE ? before(place) : value(before, cue);
    }

    /** The same in the counterfactual. */
    double after(Cue cue, Place place) {
        return cue == Cue.PLACE ? after(place) : value(after, cue);
    }

    /** By how much it changed. */
    double change(Cue cue, Place place) {
        return after(cue, place) - before(cue, place);
    }

    double before(Place place) {
        return known(place).isPresent() ? before.places().at(place.cell()).orElse(0.0) : 0;
    }

    double after(Place place) {
        return known(place).orElse(0.0);
    }

    // a place that one of the clips does not show has not changed
    private Optional<Double> known(Place place) {
        return before.places().at(place.cell()).flatMap(ignored -> after.places()
                .at(place.cell()));
    }

    private static double value(ClipFigures figures, Cue cue) {
        return figures.cues().getOrDefault(cue, 0.0);
    }
}
