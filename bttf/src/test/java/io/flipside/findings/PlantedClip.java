package io.flipside.findings;

import io.flipside.frames.RgbFrames;

/** Things that a clip may show besides its motion, from the second frame on. */
enum PlantedClip {
    BRIGHTNESS(CueFamily.BRIGHTNESS) {
        @Override
        double value(double value, At at) {
            return value + 0.25 * at.progress() * (1 - value);
        }
    },
    LIGHTER(CueFamily.BRIGHTNESS) {
        @Override
        double value(double value, At at) {
            return value + 0.1 * (1 - value);
        }
    },
    FLICKER(CueFamily.FLICKER) {
        @Override
        double value(double value, At at) {
            return at.frame() % 2 == 1 ? 0.6 * value : value;
        }
    },
    TINT(CueFamily.COLOUR) {
        @Override
        double value(double value, At at) {
            return at.channel() == 0 ? value + 0.12 * (1 - value) : value;
        }
    },
    FADING(CueFamily.CONTRAST) {
        @Override
        double value(double value, At at) {
            return value * (1 - 0.4 * at.progress());
        }
    },
    CORNER(CueFamily.PLACE) {
        @Override
        double value(double value, At at) {
            return at.progress() > 2.0 / 3 && at.row() < 6 && at.column() < 6 ? 0.4 : value;
        }
    },
    SECOND_SHAPE(CueFamily.SECOND_THING) {
        @Override
        double value(double value, At at) {
            // along the lower edge, from a place that depends on the clip
            double x = 8 + at.clip() % 4 * 10 + 16 * at.progress();
            return Math.hypot(at.column() - x, at.row() - 58) < 2.6 ? 0.5 : value;
        }
    };

    final CueFamily family;

    PlantedClip(CueFamily family) {
        this.family = family;
    }

    record At(long clip, double progress, int frame, int row, int column, int channel) {}

    abstract double value(double value, At at);

    RgbFrames in(RgbFrames frames, long clip) {
        RgbFrames.Builder planted =
                RgbFrames.builder(frames.height(), frames.width()).add(frames.frame(0));
        for (int f = 1; f < frames.count(); f++) {
            byte[] rgb = frames.frame(f);
            for (int i = 0; i < rgb.length; i++) {
                int pixel = i / RgbFrames.CHANNELS;
                At at = new At(
                        clip,
                        f / (frames.count() - 1.0),
                        f,
                        pixel / frames.width(),
                        pixel % frames.width(),
                        i % RgbFrames.CHANNELS);
                rgb[i] = (byte) Math.round(255 * value((rgb[i] & 0xFF) / 255.0, at));
            }
            planted.add(rgb);
        }
        return planted.build();
    }
}
