package io.flipside.clip;

import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;

/** Clips to encode, and video files of kinds that the product itself does not write. */
final class TestClips {

    static final Encoding AVI = encoding("avi", "mpeg4", "yuv420p", Map.of("g", "4"));
    static final Encoding HUFFYUV_AVI = encoding("avi", "huffyuv", "rgb24", Map.of());
    static final Encoding WEBM = encoding("webm", "libvpx-vp9", "yuv420p", Map.of("cpu-used", "8"));
    static final Encoding QUICKTIME = encoding("mov", "mjpeg", "yuvj420p", Map.of());
    static final Encoding TRANSPORT = encoding("mpegts", "mpeg2video", "yuv420p", Map.of());
    static final Encoding FLASH = encoding("flv", "flv", "yuv420p", Map.of());
    static final Encoding PROGRAM = encoding("mpeg", "mpeg2video", "yuv420p", Map.of());
    static final Encoding OGG = encoding("ogg", "libvpx", "yuv420p", Map.of("cpu-used", "8"));
    static final Encoding WINDOWS_MEDIA = encoding("asf", "wmv2", "yuv420p", Map.of());
    static final Encoding RAW_H264 = encoding("h264", "libopenh264", "yuv420p", Map.of());
    static final Encoding RAW_MPEG = encoding("mpeg2video", "mpeg2video", "yuv420p", Map.of());
    static final Encoding GIF = encoding("gif", "gif", "rgb8", Map.of());
    static final Encoding GRAY = encoding("matroska", "ffv1", "gray", Map.of("level", "3"));

    private TestClips() {}

    /** Smooth colours with a brighter square that moves right: easy for every codec, different in every frame. */
    static Clip smooth(int count, int height, int width, double rate) {
        var frames = RgbFrames.builder(height, width);
        for (int f = 0; f < count; f++) {
            var rgb = new byte[height * width * 3];
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int at = (row * width + column) * 3;
                    boolean inside = Math.abs(row - height / 2) < height / 6
                            && Math.abs(column - width / 4 - f * width / (2 * count)) < width / 8;
                    rgb[at] = (byte) (inside ? 220 : 40 + 100 * column / width);
                    rgb[at + 1] = (byte) (inside ? 200 : 40 + 100 * row / height);
                    rgb[at + 2] = (byte) (inside ? 210 : 60 + 4 * (f % 20));
                }
            }
            frames.add(rgb);
        }
        return new Clip(frames.build(), rate);
    }

    /** The hardest clip for a lossless codec. */
    static Clip noise(int count, int height, int width, double rate) {
        var rgb = new byte[count * height * width * 3];
        new SplittableRandom(17).nextBytes(rgb);
        return new Clip(RgbFrames.of(rgb, count, height, width), rate);
    }

    static Path write(Clip clip, Path file, Encoding encoding) {
        ClipWriter.write(clip, file, encoding, 1, false);
        return file;
    }

    /** Frames shown at the given times, counted at the clip's rate. */
    static void writeAtTimes(Clip clip, Path file, Encoding encoding, long... times) {
        try (var scope = new PointerScope();
                var encoder = new Encoder(file, encoding, clip.width(), clip.height(), clip.framesPerSecond())) {
            for (int f = 0; f < clip.count(); f++) {
                encoder.add(clip.frames().frame(f), times[f]);
            }
            encoder.finish();
        }
    }

    /** Signal-to-noise ratio in decibels; infinite for equal clips. */
    static double likeness(RgbFrames a, RgbFrames b) {
        double squares = 0.0;
        long values = 0;
        for (int f = 0; f < a.count(); f++) {
            byte[] one = a.frame(f);
            byte[] two = b.frame(f);
            for (int i = 0; i < one.length; i++) {
                double difference = (one[i] & 0xFF) - (two[i] & 0xFF);
                squares += difference * difference;
                values++;
            }
        }
        return 10.0 * Math.log10(255.0 * 255.0 * values / squares);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path save(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file among the tests' resources. */
    static Path resource(String name) {
        try {
            return Path.of(TestClips.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A QuickTime or MP4 file with another display matrix: the numbers that turn and mirror, 16.16 fixed point. */
    static byte[] withMatrix(byte[] movie, int a, int b, int c, int d) {
        byte[] changed = movie.clone();
        int track = find(changed, "tkhd".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer.wrap(changed)
                .position(track + 44)
                .putInt(a)
                .putInt(b)
                .putInt(0)
                .putInt(c)
                .putInt(d);
        return changed;
    }

    /** Where a pattern of bytes begins. */
    static int find(byte[] bytes, byte[] pattern) {
        for (int i = 0; i + pattern.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        throw new AssertionError("pattern not found");
    }

    private static Encoding encoding(String container, String codec, String format, Map<String, String> options) {
        return new Encoding(container, codec, format, 4.0, options, Map.of());
    }
}
