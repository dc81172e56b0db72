package io.flipside.findings;

import java.util.List;

/**
 * A place of the frame in a third of the clip.
 *
 * @param cell index in a {@link PlaceGrid}
 */
record Place(int cell) {
    private static final List<String> THIRDS = List.of("first", "middle", "last");
    private static final int LOW = 3;
    private static final int HIGH = 5;

    /** Where the counterfactuals gain most, in the mean. */
    static Place mostGained(List<PairChange> changes) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < PlaceGrid.CELLS; cell++) {
            Place place = new Place(cell);
            double gained = changes.stream()
                    .mapToDouble(change -> change.after(place) - change.before(place))
                    .sum();
            if (gained > most) {
                most = gained;
                best = cell;
            }
        }
        return new Place(best);
    }

    private int row() {
        return cell / PlaceGrid.SIDE % PlaceGrid.SIDE;
    }

    private int column() {
        return cell % PlaceGrid.SIDE;
    }

    /** For people: {@code upper left, in the last third of the clip}. */
    String said() {
        String across = column() < LOW ? "left" : column() < HIGH ? "" : "right";
        String down = row() < LOW ? "upper" : row() < HIGH ? "" : "lower";
        String where = (down + " " + across).strip();
        return (where.isEmpty() ? "centre" : where) + ", in the " + THIRDS.get(cell / (PlaceGrid.SIDE * PlaceGrid.SIDE))
                + " third of the clip";
    }
}
