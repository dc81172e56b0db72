package io.flipside.semantics;

/**
 * A figure that a {@link FlipModel} looks at.
 *
 * @param name of the figure
 * @param sense what more of it may say
 */
record FlipFigure(String name, Sense sense) {
    /** What more of a figure may say. */
    enum Sense {
        /** Only that a flip is semantic. */
        FOR {
            @Override
            float allowed(float weight) {
                return Math.max(0, weight);
            }
        },
        /** Only that it is not. */
        AGAINST {
            @Override
            float allowed(float weight) {
                return Math.min(0, weight);
            }
        },
        /** Whatever the samples say. */
        EITHER {
            @Override
            float allowed(float weight) {
                return weight;
            }
        };

        /** The weight that is nearest to this one and says nothing else. */
        abstract float allowed(float weight);
    }

    /**
     * Reads one.
     *
     * @param text {@code +name} of one that speaks for a semantic flip, {@code -name} against it, {@code name} of either
     */
    static FlipFigure of(String text) {
        if (text.startsWith("+")) {
            return new FlipFigure(text.substring(1), Sense.FOR);
        }
        return text.startsWith("-")
                ? new FlipFigure(text.substring(1), Sense.AGAINST)
                : new FlipFigure(text, Sense.EITHER);
    }
}
