package io.flipside.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SsimTest {

    @Test
    void equalsThePublicImplementation() {
        byte[] file = fixture("/fixtures/ssim/case.safetensors");
        double[] a = doubles(file, 0, 46_080);
        double[] b = doubles(file, 46_080, 92_160);
        double expected = doubles(file, 92_160, 92_168)[0];
        assertEquals(expected, Ssim.picture(a, b, 3, 48, 40), 1e-12);
        assertEquals(expected, Ssim.picture(floats(a), floats(b), 3, 48, 40), 1e-6);
    }

    @Test
    void aClipIsLikeItselfAndLessLikeOthers() {
        var clip = noise(3, 16, 20, 1);
        assertEquals(1.0, Ssim.clips(clip, clip), 1e-12);
        assertTrue(Ssim.clips(clip, noise(3, 16, 20, 2)) < 0.2);
        assertEquals(Ssim.clips(clip, noise(3, 16, 20, 2)), Ssim.clips(noise(3, 16, 20, 2), clip), 1e-15);
    }

    @Test
    void aClipsValueIsTheMeanOverItsFrames() {
        var one = noise(2, 12, 12, 3);
        var two = noise(2, 12, 12, 4);
        double first = Ssim.clips(one.select(0), two.select(0));
        double second = Ssim.clips(one.select(1), two.select(1));
        assertEquals((first + second) / 2, Ssim.clips(one, two), 1e-15);
    }

    @Test
    void refusesPicturesThatItCannotCompare() {
        assertThrows(IllegalArgumentException.class, () -> Ssim.clips(noise(1, 12, 12, 1), noise(2, 12, 12, 1)));
        assertThrows(IllegalArgumentException.class, () -> Ssim.clips(noise(1, 10, 12, 1), noise(1, 10, 12, 1)));
        assertThrows(IllegalArgumentException.class, () -> Ssim.picture(new double[144], new double[143], 1, 12, 12));
    }

    private static RgbFrames noise(int count, int height, int width, long seed) {
        var rgb = new byte[count * height * width * 3];
        new SplittableRandom(seed).nextBytes(rgb);
        return RgbFrames.of(rgb, count, height, width);
    }

    private static double[] doubles(byte[] file, int from, int to) {
        var buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int data = 8 + Math.toIntExact(buffer.getLong(0));
        var values = new double[(to - from) / Double.BYTES];
        buffer.position(data + from)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        return values;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static byte[] fixture(String name) {
        try (var stream = Objects.requireNonNull(SsimTest.class.getResourceAsStream(name))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
