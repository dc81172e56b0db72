package io.flipside.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SignedPixelsTest {

    @Test
    void everyByteSurvivesTheWayThereAndBack() {
        for (int value = 0; value < 256; value++) {
            assertEquals((byte) value, SignedPixels.toByte(SignedPixels.toSigned((byte) value)));
        }
    }

    @Test
    void blackIsMinusOneAndWhiteIsOne() {
        assertEquals(-1.0f, SignedPixels.toSigned((byte) 0));
        assertEquals(1.0f, SignedPixels.toSigned((byte) 255));
    }

    @Test
    void clampsAndRoundsHalfUp() {
        assertEquals((byte) 255, SignedPixels.toByte(1.7f));
        assertEquals((byte) 0, SignedPixels.toByte(-3.0f));
        assertEquals((byte) 255, SignedPixels.toByte(Float.POSITIVE_INFINITY));
        assertEquals((byte) 128, SignedPixels.toByte(0.0f));
        assertThrows(IllegalArgumentException.class, () -> SignedPixels.toByte(Float.NaN));
    }

    @Test
    void ordersNumbersByChannelFrameRowColumn() {
        var rgb = new byte[2 * 3 * 4 * 3];
        int frame = 1;
        int row = 2;
        int column = 3;
        int channel = 2;
        rgb[((frame * 3 + row) * 4 + column) * 3 + channel] = (byte) 255;
        float[] signed = SignedPixels.fromFrames(RgbFrames.of(rgb, 2, 3, 4));
        for (int i = 0; i < signed.length; i++) {
            boolean marked = i == ((channel * 2 + frame) * 3 + row) * 4 + column;
            assertEquals(marked ? 1.0f : -1.0f, signed[i]);
        }
    }

    @Test
    void aWholeClipSurvivesTheWayThereAndBack() {
        var rgb = new byte[2 * 8 * 16 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7);
        }
        var frames = RgbFrames.of(rgb, 2, 8, 16);
        assertEquals(frames, SignedPixels.toFrames(SignedPixels.fromFrames(frames), 2, 8, 16));
    }

    @Test
    void refusesNumbersThatDoNotFillTheShape() {
        assertThrows(IllegalArgumentException.class, () -> SignedPixels.toFrames(new float[9], 1, 2, 2));
    }
}
