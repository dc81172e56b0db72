package io.flipside.domain;

import io.flipside.frames.RgbFrames;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.SplittableRandom;

/**
 * Clips that are not of the small world, drawn by code: what a generator that was trained on bright shapes on black must
 * not be said to know. Each is a Shape-Moving clip changed in one way, or has nothing of one.
 */
public enum ForeignClip {
    /** The shape on mid-grey. */
    GREY_BACKGROUND((c, s) -> {
        c.fill((x, y) -> Canvas.GREY);
        s.over(c);
    }),
    /** The shape on dark grey. */
    DARK_BACKGROUND((c, s) -> {
        c.fill((x, y) -> new double[] {0.2, 0.2, 0.2});
        s.over(c);
    }),
    /** The shape on white. */
    WHITE_BACKGROUND((c, s) -> {
        c.fill((x, y) -> Canvas.WHITE);
        s.over(c);
    }),
    /** The shape before a night sky of fixed stars. */
    STARS((c, s) -> {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 60; i++) {
            double light = 0.3 + 0.7 * random.nextDouble();
            c.dot(random.nextInt(c.side), random.nextInt(c.side), light, light, light);
        }
        s.over(c);
    }),
    /** A star with five points that moves as the shapes do. */
    STAR_SHAPE((c, s) -> {
        star(c, s, 5, 0.38);
    }),
    /** A star with five points on a grey of its own, from dark to light: a small world for adapters to learn. */
    GREY_STARS((c, s) -> {
        // every hue has its grey, and neighbouring hues have others
        double hue = s.clip().colour().hue();
        double grey = 0.35 + 0.25 * (97 * hue - Math.floor(97 * hue));
        c.fill((x, y) -> new double[] {grey, grey, grey});
        star(c, s, 5, 0.38);
    }),
    /** A star with four points. */
    FOUR_POINTS((c, s) -> {
        star(c, s, 4, 0.4);
    }),
    /** A star with six points, two triangles laid over each other. */
    SIX_POINTS((c, s) -> {
        star(c, s, 6, 0.577);
    }),
    /** A cross with arms a third as wide as they are long. */
    CROSS((c, s) -> {
        double arm = 1.2 * s.clip().radius() * c.side;
        c.figure(s.colour(), (x, y) -> {
            double across = Math.abs(x - s.x());
            double down = Math.abs(y - s.y());
            return Math.max(Math.max(across, down) - arm, Math.min(across, down) - arm / 3);
        });
    }),
    /** A moon: a disc without a disc. */
    CRESCENT((c, s) -> {
        double radius = 1.3 * s.clip().radius() * c.side;
        c.figure(
                s.colour(),
                (x, y) -> Math.max(
                        Math.hypot(x - s.x(), y - s.y()) - radius,
                        0.8 * radius - Math.hypot(x - s.x() - 0.5 * radius, y - s.y())));
    }),
    /** The letter H. */
    LETTER((c, s) -> {
        double half = 1.1 * s.clip().radius() * c.side;
        c.figure(s.colour(), (x, y) -> {
            double across = Math.abs(x - s.x());
            double down = Math.abs(y - s.y());
            double stems = Math.max(Math.abs(across - 0.75 * half) - 0.25 * half, down - half);
            return Math.min(stems, Math.max(across - half, down - 0.25 * half));
        });
    }),
    /** A shape and a second one that goes the other way. */
    TWO_SHAPES((c, s) -> {
        s.over(c);
        double x = c.side - s.x();
        double y = 0.2 * c.side;
        c.figure(s.colour(), (column, row) -> Math.hypot(column - x, row - y) - 0.1 * c.side);
    }),
    /** Every colour turned round: a dark shape on white. */
    INVERTED((c, s) -> {
        s.over(c);
        c.map(v -> 1 - v);
    }),
    /** Grain of a bad camera over the shape. */
    GRAIN((c, s) -> {
        s.over(c);
        SplittableRandom random = new SplittableRandom(100 + s.frame());
        c.map(v -> v + 0.2 * (random.nextDouble() - 0.5));
    }),
    /** Nothing but noise. */
    NOISE((c, s) -> {
        SplittableRandom random = new SplittableRandom(200 + s.frame());
        c.map(v -> random.nextDouble());
    }),
    /** The shape outlined, not filled. */
    OUTLINE((c, s) -> {
        double radius = 1.1 * s.clip().radius() * c.side;
        c.figure(s.colour(), (x, y) -> Math.abs(Math.hypot(x - s.x(), y - s.y()) - radius) - 1);
    }),
    /** A shape four times as large. */
    HUGE_SHAPE((c, s) -> {
        c.figure(s.colour(), (x, y) -> Math.hypot(x - s.x(), y - s.y()) - 0.4 * c.side);
    }),
    /** Lines of writing that scroll. */
    TEXT((c, s) -> {
        SplittableRandom random = new SplittableRandom(3);
        for (int row = 0; row < 2 * c.side; row += 6) {
            for (int column = 2; column < c.side - 3; column += 4) {
                int glyph = random.nextInt(1 << 15);
                for (int bit = 0; bit < 15; bit++) {
                    if ((glyph >> bit & 1) == 1) {
                        c.dot(column + bit % 3, row + bit / 3 - s.frame(), 1, 1, 1);
                    }
                }
            }
        }
    }),
    /** A chessboard that slides. */
    CHESSBOARD((c, s) -> {
        c.fill((x, y) -> ((int) (x + s.frame()) / 8 + (int) y / 8) % 2 == 0 ? Canvas.WHITE : Canvas.BLACK);
    }),
    /** A colour gradient that turns. */
    GRADIENT((c, s) -> {
        c.fill((x, y) -> new double[] {
            x / c.side, y / c.side, (double) s.frame() / s.clip().profile().frameCount()
        });
    }),
    /** Black throughout. */
    BLACK_THROUGHOUT((c, s) -> {
        c.fill((x, y) -> Canvas.BLACK);
    }),
    /** Grey throughout. */
    GREY_THROUGHOUT((c, s) -> {
        c.fill((x, y) -> Canvas.GREY);
    }),
    /** A shape that does not move. */
    STILL_PICTURE((c, s) -> {
        s.at(0).over(c);
    }),
    /** A shape that appears only in the middle of the clip. */
    LATE_SHAPE((c, s) -> {
        if (s.frame() >= 8) {
            s.over(c);
        }
    }),
    /** A cut in the middle: another shape, another place. */
    CUT((c, s) -> {
        if (s.frame() < 8) {
            s.over(c);
        } else {
            c.figure(Canvas.WHITE, (x, y) -> Math.hypot(x - 0.25 * c.side, y - 0.75 * c.side) - 6);
        }
    }),
    /** A street as a camera at its side sees it: sky, houses with windows, a road, a car, grain. */
    STREET((c, s) -> {
        c.fill((x, y) -> street(x / c.side, y / c.side));
        double car = (0.1 + 0.04 * s.frame()) * c.side;
        double road = 0.78 * c.side;
        c.figure(new double[] {0.7, 0.15, 0.1}, (x, y) -> Math.max(Math.abs(x - car) - 8, Math.abs(y - road) - 3));
        c.figure(new double[] {0.1, 0.1, 0.1}, (x, y) -> Math.hypot(x - car + 5, y - road - 4) - 2);
        c.figure(new double[] {0.1, 0.1, 0.1}, (x, y) -> Math.hypot(x - car - 5, y - road - 4) - 2);
        SplittableRandom random = new SplittableRandom(300 + s.frame());
        c.map(v -> v + 0.04 * (random.nextDouble() - 0.5));
    });

    /** Draws one frame. */
    private interface Painter {
        void paint(Canvas canvas, Scene scene);
    }

    private final Painter painter;

    ForeignClip(Painter painter) {
        this.painter = painter;
    }

    /**
     * The clip that comes of a Shape-Moving clip.
     *
     * @return as many frames, of the same size
     */
    public RgbFrames frames(ShapeMovingClip clip) {
        ShapeMovingProfile profile = clip.profile();
        RgbFrames.Builder frames = RgbFrames.builder(profile.side(), profile.side());
        for (int f = 0; f < profile.frameCount(); f++) {
            Canvas canvas = new Canvas(profile.side());
            painter.paint(canvas, new Scene(clip, f));
            frames.add(canvas.bytes());
        }
        return frames.build();
    }

    /** Lower case with hyphens, as tables print it. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    // points as far out as 1.4 radii, notches as deep as the share of that
    private static void star(Canvas canvas, Scene scene, int points, double notch) {
        double radius = 1.4 * scene.clip().radius() * canvas.side;
        double half = Math.PI / points;
        // the edge from the point at (0, radius) to the notch, as a straight line
        double notchX = notch * radius * Math.sin(half);
        double notchY = notch * radius * Math.cos(half);
        double edge = Math.hypot(notchX, radius - notchY);
        canvas.figure(scene.colour(), (column, row) -> {
            double x = column - scene.x();
            double y = row - scene.y();
            double angle = Math.atan2(x, -y);
            double within = Math.abs(angle - 2 * half * Math.rint(angle / (2 * half)));
            double distance = Math.hypot(x, y);
            double along = distance * Math.sin(within);
            double out = distance * Math.cos(within) - radius;
            return (along * (radius - notchY) + out * notchX) / edge;
        });
    }

    private static double[] street(double x, double y) {
        if (y > 0.7) {
            boolean line = Math.abs(y - 0.86) < 0.015 && (int) (x * 8) % 2 == 0;
            double asphalt = 0.3 + 0.1 * Math.sin(37 * x) * Math.sin(53 * y);
            return line ? Canvas.WHITE : new double[] {asphalt, asphalt, asphalt * 1.05};
        }
        double roof = 0.15 + 0.12 * ((int) (x * 4) % 3);
        if (y > roof) {
            boolean window = (int) (x * 20) % 3 == 1 && (int) (y * 24) % 3 == 1;
            double brick = 0.45 + 0.1 * ((int) (x * 4) % 2);
            return window ? new double[] {0.75, 0.8, 0.6} : new double[] {brick, brick * 0.7, brick * 0.55};
        }
        return new double[] {0.5 + 0.3 * y, 0.65 + 0.3 * y, 0.95};
    }
}
