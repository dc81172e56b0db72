package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One synthetic clip by its parameters: a bright shape on black that moves along one axis at constant speed.
 *
 * <p>Lengths are fractions of the frame's side, so that the profiles show the same clips at different sizes. The
 * parameters guarantee that the shape stays inside the frame whichever of the four directions it takes.
 *
 * @param profile size and length
 * @param shape figure
 * @param colour colour of the figure
 * @param radius size of the figure, 0.08..0.125
 * @param startX column of the centre in the first frame, 0.39..0.61
 * @param startY row of the centre in the first frame, 0.39..0.61
 * @param travel distance from the first to the last frame, 0.175..0.26
 * @param direction the clip's class
 */
public record ShapeMovingClip(
        ShapeMovingProfile profile,
        Shape shape,
        Colour colour,
        double radius,
        double startX,
        double startY,
        double travel,
        Direction direction) {

    /** Their order is part of what a seed means. */
    private static final List<Shape> SHAPES = List.of(Shape.CIRCLE, Shape.SQUARE, Shape.TRIANGLE, Shape.DIAMOND);

    static final double RADIUS_LOW = 0.08;
    static final double RADIUS_HIGH = 0.125;
    static final double START_LOW = 0.39;
    static final double START_HIGH = 0.61;
    static final double TRAVEL_LOW = 0.175;
    static final double TRAVEL_HIGH = 0.26;

    /**
     * Checks that all four directions are open.
     *
     * @throws IllegalArgumentException if the shape would leave the frame in any direction
     */
    public ShapeMovingClip {
        double reach = shape.reach() * radius;
        double nearest = Math.min(Math.min(startX, 1.0 - startX), Math.min(startY, 1.0 - startY));
        if (!(radius > 0.0 && travel > 0.0 && nearest - travel - reach >= -1e-12)) {
            throw new IllegalArgumentException("The %s of radius %.4f at (%.4f, %.4f) leaves the frame on a way of %.4f"
                    .formatted(shape, radius, startX, startY, travel));
        }
    }

    /**
     * The clip with a given index of the data set with a given seed. Any index has its clip; four in a row
     * (4k..4k+3) hold every direction once, in random order.
     *
     * @param index 0 or more
     * @throws IllegalArgumentException if the index is negative
     */
    public static ShapeMovingClip draw(ShapeMovingProfile profile, long seed, long index) {
        if (index < 0) {
            throw new IllegalArgumentException("A clip's index is 0 or more, got " + index);
        }
        var look = Draws.of(seed, index, Draws.Purpose.LOOK);
        Shape shape = SHAPES.get(look.nextBelow(SHAPES.size()));
        var colour = new Colour(look.nextUnit(), look.nextBetween(0.6, 1.0), look.nextBetween(0.85, 1.0));
        double radius = look.nextBetween(RADIUS_LOW, RADIUS_HIGH);
        double startX = look.nextBetween(START_LOW, START_HIGH);
        double startY = look.nextBetween(START_LOW, START_HIGH);
        // Large triangles and diamonds reach beyond their radius: from the outermost start they have less room.
        double room = Math.min(TRAVEL_HIGH, START_LOW - shape.reach() * radius);
        double travel = look.nextBetween(TRAVEL_LOW, room);
        return new ShapeMovingClip(profile, shape, colour, radius, startX, startY, travel, directionOf(seed, index));
    }

    /** The same clip with another direction; its first frame stays the same. */
    public ShapeMovingClip withDirection(Direction other) {
        return new ShapeMovingClip(profile, shape, colour, radius, startX, startY, travel, other);
    }

    /** Column of the centre in a frame, in pixels from the left edge. */
    public double centreX(int frame) {
        return (startX + direction.columns() * travel * progress(frame)) * profile.side();
    }

    /** Row of the centre in a frame, in pixels from the top edge. */
    public double centreY(int frame) {
        return (startY + direction.rows() * travel * progress(frame)) * profile.side();
    }

    /** The clip drawn, anti-aliased: {@code profile.frameCount()} frames of side {@code profile.side()}. */
    public RgbFrames frames() {
        return framesAt(IntStream.range(0, profile.frameCount())
                .mapToObj(frame -> new Centroid(centreX(frame), centreY(frame), 1))
                .toList());
    }

    /**
     * The same shape drawn elsewhere.
     *
     * @param centres of the shape in pixels, one a frame; it may leave the picture. Their weights say nothing
     */
    public RgbFrames framesAt(List<Centroid> centres) {
        return ShapeRenderer.render(this, centres);
    }

    /** How much of the clip is over: 0 in the first frame, 1 in the last. */
    double progress(int frame) {
        return (double) frame / (profile.frameCount() - 1);
    }

    private static Direction directionOf(long seed, long index) {
        // Shuffles the four directions of the index's block, so that every class has the same number of clips.
        Direction[] block = Direction.values();
        var draws = Draws.of(seed, index / block.length, Draws.Purpose.DIRECTION);
        for (int i = block.length - 1; i > 0; i--) {
            int other = draws.nextBelow(i + 1);
            Direction kept = block[i];
            block[i] = block[other];
            block[other] = kept;
        }
        return block[(int) (index % block.length)];
    }
}
