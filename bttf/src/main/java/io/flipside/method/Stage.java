package io.flipside.method;

/**
 * A part of a search between whose updates nothing but the state changes; stages follow each other in the order in which
 * {@link Search#stages} lists them.
 *
 * @param id by which states and reports name it, not negative; of a later stage a larger one
 * @param label for people, in a word
 * @param mostUpdates updates if it does not end early, at least 1
 */
public record Stage(int id, String label, int mostUpdates) {
    public Stage {
        if (id < 0 || label.isBlank() || mostUpdates < 1) {
            throw new IllegalArgumentException("a stage needs an id of 0 or more, a label and 1 update or more: " + id
                    + ", '" + label + "', " + mostUpdates);
        }
    }
}
