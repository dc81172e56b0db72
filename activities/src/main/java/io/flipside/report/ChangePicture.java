package io.flipside.report;

import io.flipside.findings.ChangeMap;
import io.flipside.frames.RgbFrames;
import java.util.Arrays;

/** A change map as a picture: the parts of the clip side by side, from black, no change, to white, the most. */
final class ChangePicture {
    private static final int PIXELS = 6;
    private static final int GAP = 4;
    private static final int TILE = ChangeMap.SIDE * PIXELS;
    /** A map with less everywhere is drawn as dark as it is: one step of a byte. */
    private static final double LEAST = 1 / 255.0;

    private ChangePicture() {}

    /** As a data URI. */
    static String of(ChangeMap map) {
        int width = ChangeMap.TIMES * (TILE + GAP) - GAP;
        byte[] rgb = new byte[TILE * width * RgbFrames.CHANNELS];
        Arrays.fill(rgb, (byte) 0x80);
        double most = Math.max(LEAST, map.most());
        for (int time = 0; time < ChangeMap.TIMES; time++) {
            for (int row = 0; row < TILE; row++) {
                for (int column = 0; column < TILE; column++) {
                    double heat = map.at(time, row / PIXELS, column / PIXELS) / most;
                    int at = (row * width + time * (TILE + GAP) + column) * RgbFrames.CHANNELS;
                    for (int c = 0; c < RgbFrames.CHANNELS; c++) {
                        rgb[at + c] = channel(heat, c);
                    }
                }
            }
        }
        return Pictures.frame(RgbFrames.of(rgb, 1, TILE, width));
    }

    // red comes first, then green, then blue: dark also in print and for those who see no colours
    static byte channel(double heat, int channel) {
        double value = Math.max(0, Math.min(1, RgbFrames.CHANNELS * heat - channel));
        return (byte) Math.round(255 * value);
    }
}
