package io.flipside.domain;

import io.flipside.frames.RgbFrames;

/**
 * Whether a clip shows one and the same thing throughout, the one that another clip begins with. Each figure is that of the
 * frame that differs most from the first frame of the original.
 *
 * @param area of what stands out, by brightness, over the original's: 1 if equal
 * @param colour largest difference of a channel's mean over what stands out, 0 to 1
 * @param outline squared outline over area, over the original's: less than 1 where corners were rounded off
 */
public record SameObject(double area, double colour, double outline) {
    private static final double MOST_AREA = 0.25;
    private static final double MOST_COLOUR = 0.10;
    /** A square that became a disc has lost 13 %. */
    private static final double MOST_OUTLINE = 0.10;

    private record Look(double area, double[] colour, double outline) {}

    /**
     * Measures a clip.
     *
     * @param original whose first frame counts
     * @param clip of the same size; all its frames count
     * @throws IllegalArgumentException if the frames differ in size
     */
    public static SameObject measure(RgbFrames original, RgbFrames clip) {
        if (clip.height() != original.height() || clip.width() != original.width()) {
            throw new IllegalArgumentException(
                    "Frames to compare must have one size, got " + original + " and " + clip);
        }
        Look first = look(original, 0);
        double area = 1;
        double colour = 0;
        double outline = 1;
        for (int f = 0; f < clip.count(); f++) {
            Look now = look(clip, f);
            area = further(area, ratio(now.area(), first.area()));
            outline = further(outline, ratio(now.outline(), first.outline()));
            for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                colour = Math.max(colour, Math.abs(now.colour()[c] - first.colour()[c]));
            }
        }
        return new SameObject(area, colour, outline);
    }

    /** Area within a quarter, colour within a tenth, outline within a tenth. */
    public boolean isKept() {
        return keepsArea() && keepsColour() && keepsOutline();
    }

    /** Whether the area stays within a quarter. */
    public boolean keepsArea() {
        return Math.abs(area - 1) <= MOST_AREA;
    }

    /** Whether every channel stays within a tenth of the range. */
    public boolean keepsColour() {
        return colour <= MOST_COLOUR;
    }

    /** Whether the outline stays within a tenth. */
    public boolean keepsOutline() {
        return Math.abs(outline - 1) <= MOST_OUTLINE;
    }

    /** The largest of the three changes, each over what it may be: 0 of the same thing, at most 1 of one that is kept. */
    public double change() {
        return Math.max(
                Math.max(Math.abs(area - 1) / MOST_AREA, colour / MOST_COLOUR), Math.abs(outline - 1) / MOST_OUTLINE);
    }

    private static double ratio(double now, double first) {
        if (first == 0) {
            return now == 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        return now / first;
    }

    private static double further(double one, double other) {
        return Math.abs(other - 1) > Math.abs(one - 1) ? other : one;
    }

    private static Look look(RgbFrames frames, int index) {
        int plane = frames.height() * frames.width();
        byte[] rgb = frames.frame(index);
        Foreground foreground = Foreground.of(frames, index);
        double mass = 0;
        double[] colour = new double[RgbFrames.CHANNELS];
        for (int i = 0; i < plane; i++) {
            double weight = foreground.share(i);
            mass += weight;
            for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                colour[c] += weight * ((rgb[i * RgbFrames.CHANNELS + c] & 0xFF) / 255f);
            }
        }
        for (int c = 0; c < RgbFrames.CHANNELS; c++) {
            colour[c] = mass == 0 ? 0 : colour[c] / mass;
        }
        return new Look(mass, colour, foreground.outline());
    }
}
