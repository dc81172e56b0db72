package io.flipside.metric.set;

import io.flipside.UserError;
import java.util.Optional;

/** What a metric says of a set of clips: a figure, or why there is none. */
public sealed interface SetResult {
    /**
     * A figure.
     *
     * @param value finite, in the unit
     * @param unit a word
     * @param clips how many it was taken from; of two sets, the smaller
     * @param note what to know before it is believed, one sentence for people
     */
    record Figure(double value, String unit, int clips, Optional<String> note) implements SetResult {
        public Figure {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a figure is finite, not " + value);
            }
        }
    }

    /**
     * No figure.
     *
     * @param reason why not, one sentence for people
     * @param howToGetIt what to do to get it, one sentence for people
     */
    record Unavailable(String reason, String howToGetIt) implements SetResult {}

    /**
     * A figure that one cannot do without.
     *
     * @throws UserError if there is none, saying why and how to get it
     */
    default Figure figure() {
        if (this instanceof Figure figure) {
            return figure;
        }
        Unavailable none = (Unavailable) this;
        throw new UserError(none.reason() + " " + none.howToGetIt());
    }
}
