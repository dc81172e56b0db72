package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BicubicScalerTest {

    @Test
    void aFlatPictureStaysFlatAtEverySize() {
        var flat = new byte[30 * 40 * 3];
        Arrays.fill(flat, (byte) 137);
        for (int side = 1; side < 90; side += 7) {
            for (byte value : new BicubicScaler(30, 40, side, side + 2).apply(flat)) {
                assertEquals((byte) 137, value);
            }
        }
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        var noise = new byte[9 * 7 * 3];
        new SplittableRandom(1).nextBytes(noise);
        assertArrayEquals(noise, new BicubicScaler(9, 7, 9, 7).apply(noise));
    }

    @Test
    void aRampStaysARamp() {
        var ramp = new byte[1 * 100 * 3];
        for (int i = 0; i < 100; i++) {
            Arrays.fill(ramp, 3 * i, 3 * i + 3, (byte) (2 * i));
        }
        byte[] half = new BicubicScaler(1, 100, 1, 50).apply(ramp);
        byte[] twice = new BicubicScaler(1, 100, 1, 200).apply(ramp);
        for (int i = 5; i < 45; i++) {
            assertEquals(2 * (2 * i + 0.5), half[3 * i] & 0xFF, 0.51);
        }
        for (int i = 10; i < 190; i++) {
            assertEquals(2 * ((i + 0.5) / 2 - 0.5), twice[3 * i] & 0xFF, 0.51);
        }
    }

    @Test
    void shrinkingAveragesOverAllPixels() {
        // Without a widened filter a fine checkerboard would turn into stripes or a flat black or white.
        var board = new byte[64 * 64 * 3];
        for (int i = 0; i < 64 * 64; i++) {
            Arrays.fill(board, 3 * i, 3 * i + 3, (byte) ((i + i / 64) % 2 * 255));
        }
        for (byte value : new BicubicScaler(64, 64, 9, 9).apply(board)) {
            assertEquals(127.5, value & 0xFF, 8.0);
        }
    }

    @Test
    void channelsDoNotMix() {
        var red = new byte[20 * 20 * 3];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) (i % 256);
        }
        byte[] scaled = new BicubicScaler(20, 20, 13, 31).apply(red);
        boolean anyRed = false;
        for (int i = 0; i < scaled.length; i += 3) {
            anyRed |= scaled[i] != 0;
            assertEquals(0, scaled[i + 1]);
            assertEquals(0, scaled[i + 2]);
        }
        assertTrue(anyRed);
    }
}
