package io.flipside.shapes;

import io.flipside.frames.RgbFrames;
import java.util.Locale;

/**
 * What a clip of Shape-Moving may show besides its motion: something that a classifier can learn in its place, if it goes
 * along with a class. It is in time only: the first frame stays as it was.
 */
public enum Confounder {
    /** The picture gets lighter from frame to frame, in the end by a quarter of the way to white. */
    BRIGHTNESS {
        @Override
        double value(double value, Point at) {
            return value + LIGHTER * at.clip().progress(at.frame()) * (1 - value);
        }
    },
    /** Every other frame is darker, to three fifths. */
    FLICKER {
        @Override
        double value(double value, Point at) {
            return at.frame() % 2 == 1 ? DARKER * value : value;
        }
    },
    /** A grey square of a fifth of the side stands in the upper left corner in the second half of the clip. */
    CORNER {
        @Override
        double value(double value, Point at) {
            int size = at.clip().profile().side() / 5;
            boolean late = at.clip().progress(at.frame()) > 0.5;
            return late && at.row() < size && at.column() < size ? DIM : value;
        }
    },
    /**
     * A disc comes out from behind the shape, darker and smaller, and goes the opposite way while it gets smaller.
     */
    RETREAT {
        @Override
        double value(double value, Point at) {
            ShapeMovingClip clip = at.clip();
            double progress = clip.progress(at.frame());
            double side = clip.profile().side();
            double way = clip.travel() * progress;
            double x = (clip.startX() - clip.direction().columns() * way) * side;
            double y = (clip.startY() - clip.direction().rows() * way) * side;
            double radius = clip.radius() * side * (DISC - DISC_SHRINKS * progress);
            double distance = Shape.CIRCLE.signedDistance(at.column() + 0.5 - x, at.row() + 0.5 - y, radius);
            double coverage = Math.max(0, Math.min(1, 0.5 - distance));
            return Math.max(value, DIM * coverage * clip.colour().toRgb()[at.channel()]);
        }
    };

    private static final double LIGHTER = 0.25;
    private static final double DARKER = 0.6;
    private static final double DISC = 0.6;
    private static final double DISC_SHRINKS = 0.2;
    /** Less than {@link CentroidTracker} takes for the shape, so that it still tells where that goes. */
    private static final double DIM = 0.4;

    /** One value of one frame. */
    record Point(ShapeMovingClip clip, int frame, int row, int column, int channel) {}

    /** From 0..1 to 0..1. */
    abstract double value(double value, Point at);

    /** A clip with the cue: all frames but the first, which is as the clip has it. */
    public RgbFrames frames(ShapeMovingClip clip) {
        RgbFrames plain = clip.frames();
        RgbFrames.Builder frames =
                RgbFrames.builder(plain.height(), plain.width()).add(plain.frame(0));
        for (int frame = 1; frame < plain.count(); frame++) {
            byte[] rgb = plain.frame(frame);
            for (int i = 0; i < rgb.length; i++) {
                int pixel = i / RgbFrames.CHANNELS;
                Point at = new Point(clip, frame, pixel / plain.width(), pixel % plain.width(), i % RgbFrames.CHANNELS);
                rgb[i] = (byte) (int) Math.floor(255 * value((rgb[i] & 0xFF) / 255.0, at) + 0.5);
            }
            frames.add(rgb);
        }
        return frames.build();
    }

    /** Lower case, as a person names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
