package io.flipside.findings;

import io.flipside.frames.RgbFrames;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cues of one clip, and its places.
 *
 * @param cues every cue but {@link Cue#PLACE}, whose place is known only among many clips
 * @param places how far each place stands out
 * @param cosine of the angle between the second thing's way and the main one's
 */
record ClipFigures(Map<Cue, Double> cues, PlaceGrid places, double cosine) {
    /** Least brightness that a part of is taken, so that black is no division by nothing: one step of a byte. */
    private static final double LEAST = 1 / 255.0;

    static ClipFigures of(RgbFrames frames) {
        Series series = new Series(frames.count());
        SecondThings seconds = new SecondThings();
        double mainMass = 0;
        for (int f = 0; f < frames.count(); f++) {
            Scene scene = Scene.of(frames, f);
            series.add(f, scene);
            seconds.add(f, scene.seconds());
            mainMass += scene.main().map(Blob::mass).orElse(0.0) / frames.count();
        }
        Map<Cue, Double> cues = series.cues();
        cues.put(Cue.SECOND_MOVES, seconds.way());
        cues.put(Cue.SECOND_STANDS, mainMass > 0 ? seconds.standingMass() / mainMass : 0);
        double across = cues.getOrDefault(Cue.ACROSS, 0.0);
        double down = cues.getOrDefault(Cue.DOWN, 0.0);
        return new ClipFigures(Map.copyOf(cues), places(frames, seconds), seconds.cosine(across, down));
    }

    // which things move is known only at the end, and frames taken apart are too large to be kept
    private static PlaceGrid places(RgbFrames frames, SecondThings seconds) {
        PlaceGrid places = new PlaceGrid();
        for (int f = 0; f < frames.count(); f++) {
            Scene scene = Scene.of(frames, f);
            List<Blob> moving = Stream.concat(scene.main().stream(), seconds.moving(f).stream())
                    .toList();
            places.add(scene, moving, f * PlaceGrid.PARTS / frames.count());
        }
        return places;
    }

    /** One value a frame; not a number where there is no main thing. */
    private static final class Series {
        private final double[] x;
        private final double[] y;
        private final double[] red;
        private final double[] blue;
        private final double[] contrast;
        private final double[] ground;
        private final double[] groundRed;
        private final double[] groundBlue;
        private final double[] brightness;

        Series(int frames) {
            x = unknown(frames);
            y = unknown(frames);
            red = unknown(frames);
            blue = unknown(frames);
            contrast = unknown(frames);
            ground = unknown(frames);
            groundRed = unknown(frames);
            groundBlue = unknown(frames);
            brightness = unknown(frames);
        }

        private static double[] unknown(int frames) {
            double[] values = new double[frames];
            Arrays.fill(values, Double.NaN);
            return values;
        }

        void add(int f, Scene scene) {
            double mean = (scene.ground(0) + scene.ground(1) + scene.ground(2)) / 3;
            ground[f] = scene.groundBrightness();
            groundRed[f] = scene.ground(0) - mean;
            groundBlue[f] = scene.ground(2) - mean;
            brightness[f] = scene.brightness();
            Optional<Blob> main = scene.main();
            if (main.isPresent()) {
                x[f] = main.get().x();
                y[f] = main.get().y();
                contrast[f] = scene.contrast(main.get()) / room(ground[0], ground[f]);
                double[] by = scene.difference(main.get());
                double most = Math.max(Math.abs(by[0]), Math.max(Math.abs(by[1]), Math.abs(by[2])));
                double middle = (by[0] + by[1] + by[2]) / 3;
                red[f] = (by[0] - middle) / most;
                blue[f] = (by[2] - middle) / most;
            }
        }

        // what mixing everything with white, or with black, leaves of a contrast
        private static double room(double before, double after) {
            return after >= before
                    ? Math.max(LEAST, 1 - after) / Math.max(LEAST, 1 - before)
                    : Math.max(LEAST, after) / Math.max(LEAST, before);
        }

        Map<Cue, Double> cues() {
            Map<Cue, Double> cues = new EnumMap<>(Cue.class);
            cues.put(Cue.ACROSS, Trend.of(x).change());
            cues.put(Cue.DOWN, Trend.of(y).change());
            Trend level = Trend.of(Trend.upper(ground));
            cues.put(Cue.BRIGHTNESS, level.start());
            cues.put(Cue.BRIGHTER_OVER_TIME, level.change());
            cues.put(Cue.RED, Trend.of(red).mean());
            cues.put(Cue.BLUE, Trend.of(blue).mean());
            cues.put(Cue.GROUND_RED, Trend.of(groundRed).mean());
            cues.put(Cue.GROUND_BLUE, Trend.of(groundBlue).mean());
            cues.put(Cue.FLICKER, flicker());
            Trend stands = Trend.of(Trend.upper(contrast));
            cues.put(Cue.CONTRAST_OVER_TIME, stands.mean() > 0 ? stands.change() / stands.mean() : 0);
            return cues;
        }

        private double flicker() {
            double alternating = 0;
            double sum = 0;
            for (int f = 0; f < brightness.length; f++) {
                sum += brightness[f];
                if (f > 0 && f + 1 < brightness.length) {
                    double against = (brightness[f] - (brightness[f - 1] + brightness[f + 1]) / 2) / 2;
                    alternating += f % 2 == 0 ? against : -against;
                }
            }
            int frames = brightness.length - 2;
            return frames < 1 ? 0 : Math.abs(alternating) / frames / Math.max(LEAST, sum / brightness.length);
        }
    }
}
