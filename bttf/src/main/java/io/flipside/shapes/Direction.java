package io.flipside.shapes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The classes of Shape-Moving, in the order of their class index. Rows grow downwards. */
public enum Direction {
    UP(0, 0, -1),
    DOWN(1, 0, 1),
    LEFT(2, -1, 0),
    RIGHT(3, 1, 0);

    private final int classIndex;
    private final int columns;
    private final int rows;

    Direction(int classIndex, int columns, int rows) {
        this.classIndex = classIndex;
        this.columns = columns;
        this.rows = rows;
    }

    /** Sign of the motion along columns: -1, 0 or 1. */
    public int columns() {
        return columns;
    }

    /** Sign of the motion along rows: -1 (up), 0 or 1 (down). */
    public int rows() {
        return rows;
    }

    /** Index of the class in a classifier's output, 0..3. */
    public int classIndex() {
        return classIndex;
    }

    /** Name of the class: {@code up}, {@code down}, {@code left} or {@code right}. */
    public String className() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class names in the order of the class index. */
    public static List<String> classNames() {
        return Arrays.stream(values()).map(Direction::className).toList();
    }
}
