package io.flipside.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RgbFramesTest {

    private final byte[] flat = counting(2 * 3 * 4 * 3);
    private final RgbFrames frames = RgbFrames.of(flat, 2, 3, 4);

    @Test
    void indexesByFrameRowColumnChannel() {
        assertEquals(1 * 36 + 2 * 12 + 3 * 3 + 1, frames.sample(1, 2, 3, 1));
    }

    @Test
    void nothingThatACallerHoldsCanChangeIt() {
        flat[0] = 99;
        frames.frame(0)[0] = 99;
        assertEquals(0, frames.sample(0, 0, 0, 0));

        byte[] given = counting(36);
        var built = RgbFrames.builder(3, 4).add(given).build();
        given[0] = 99;
        assertEquals(0, built.sample(0, 0, 0, 0));
    }

    @Test
    void selectsFramesInTheOrderAskedFor() {
        var selected = frames.select(1, 0, 1);
        assertEquals(3, selected.count());
        assertArrayEquals(frames.frame(1), selected.frame(0));
        assertArrayEquals(frames.frame(0), selected.frame(1));
        assertArrayEquals(frames.frame(1), selected.frame(2));
    }

    @Test
    void clipsWithTheSamePixelsAreEqual() {
        var same = RgbFrames.of(counting(flat.length), 2, 3, 4);
        assertEquals(same, RgbFrames.of(counting(flat.length), 2, 3, 4));
        assertEquals(
                same.hashCode(), RgbFrames.of(counting(flat.length), 2, 3, 4).hashCode());
        assertNotEquals(same, RgbFrames.of(counting(flat.length), 2, 4, 3));
        assertNotEquals(same, same.select(1, 0));
    }

    @Test
    void refusesPixelsThatDoNotFillTheShape() {
        assertThrows(IllegalArgumentException.class, () -> RgbFrames.of(flat, 2, 3, 5));
        assertThrows(
                IllegalArgumentException.class, () -> RgbFrames.builder(3, 4).add(new byte[35]));
        assertThrows(IllegalArgumentException.class, () -> RgbFrames.builder(0, 4));
        assertThrows(IllegalArgumentException.class, () -> RgbFrames.builder(40_000, 40_000));
        assertThrows(IllegalStateException.class, () -> RgbFrames.builder(3, 4).build());
        assertThrows(IllegalArgumentException.class, frames::select);
    }

    private static byte[] counting(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
