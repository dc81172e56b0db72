package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipLimitsTest {

    private static final ClipLimits SMALL = new ClipLimits(1 << 20, 10.0, 64, 20, 20 * 64 * 64 * 3);

    @TempDir
    Path folder;

    @Test
    void aClipAtTheLimitsIsRead() {
        var clip = TestClips.smooth(20, 64, 64, 8.0);
        assertDoesNotThrow(() -> ClipReader.read(evidence(clip), SMALL));
    }

    @Test
    void everyLimitIsNamedWhenItIsPassed() {
        var clip = TestClips.noise(20, 64, 64, 8.0);
        assertRefused(evidence(clip), new ClipLimits(100_000, 10.0, 64, 20, 1 << 30), "the limit is 100,000");
        assertRefused(evidence(clip), new ClipLimits(1 << 20, 2.0, 64, 20, 1 << 30), "the limit is 2.0");
        assertRefused(evidence(clip), new ClipLimits(1 << 20, 10.0, 63, 20, 1 << 30), "the limit is 63 pixels");
        assertRefused(evidence(clip), new ClipLimits(1 << 20, 10.0, 64, 19, 1 << 30), "more than 19 frames");
        assertRefused(evidence(clip), new ClipLimits(1 << 20, 10.0, 64, 20, 200_000), "more than 200,000 bytes");
    }

    @Test
    void onlyTheKeptSizeCountsAgainstMemory() {
        var clip = TestClips.smooth(20, 64, 64, 8.0);
        var tight = new ClipLimits(1 << 20, 10.0, 64, 20, 20 * 16 * 16 * 3);
        assertRefused(evidence(clip), tight, "bytes of memory");
        assertDoesNotThrow(() -> new Preprocess(16, 20, 8.0).read(evidence(clip), tight));
        assertDoesNotThrow(() -> new Preprocess(32, 5, 8.0).read(evidence(clip), tight));
    }

    @Test
    void aHeaderThatClaimsHugeFramesIsRefusedWithoutTheirMemory() throws IOException {
        var claims = Files.writeString(
                folder.resolve("huge.y4m"), "YUV4MPEG2 W20000 H20000 F8:1 C420jpeg\nFRAME\n" + "x".repeat(1000));
        assertHugeRefused(claims);
        assertHugeRefused(patched(TestClips.AVI, "huge.avi", ClipLimitsTest::hugeAvi));
        assertHugeRefused(patched(TestClips.QUICKTIME, "huge.mov", ClipLimitsTest::hugeMovie));
        assertHugeRefused(patched(Encoding.EVIDENCE, "huge.mkv", ClipLimitsTest::hugeMatroska));
    }

    @Test
    void aStreamThatGrowsHugeInsideItsCodecIsRefusedWithoutItsMemory() {
        // A transport stream says its size only in the codec's own header, deep inside.
        assertHugeRefused(patched(TestClips.TRANSPORT, "huge.ts", bytes -> {
            int sequence = TestClips.find(bytes, new byte[] {0, 0, 1, (byte) 0xB3});
            // 12 bits each of width and height: 4095 is the most that this header can say.
            bytes[sequence + 4] = (byte) 0xFF;
            bytes[sequence + 5] = (byte) 0xFF;
            bytes[sequence + 6] = (byte) 0xFF;
            return bytes;
        }));
    }

    private Path evidence(Clip clip) {
        return TestClips.write(clip, folder.resolve("clip.mkv"), Encoding.EVIDENCE);
    }

    private Path patched(Encoding encoding, String name, UnaryOperator<byte[]> patch) {
        var file = TestClips.write(TestClips.smooth(3, 64, 64, 25.0), folder.resolve(name), encoding);
        return TestClips.save(file, patch.apply(TestClips.bytes(file)));
    }

    private static byte[] hugeAvi(byte[] bytes) {
        int format = TestClips.find(bytes, "strf".getBytes(StandardCharsets.US_ASCII)) + 8;
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(format + 4, 20_000)
                .putInt(format + 8, 20_000);
        return bytes;
    }

    private static byte[] hugeMovie(byte[] bytes) {
        int entry = TestClips.find(bytes, "jpeg".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer.wrap(bytes).putShort(entry + 28, (short) 20_000).putShort(entry + 30, (short) 20_000);
        return bytes;
    }

    private static byte[] hugeMatroska(byte[] bytes) {
        // PixelWidth 64 and PixelHeight 64, one byte each, become sizes of two bytes: the void after them shrinks.
        int width = TestClips.find(bytes, new byte[] {(byte) 0xB0, (byte) 0x81, 64, (byte) 0xBA, (byte) 0x81, 64});
        bytes[width + 2] = (byte) 0xFF;
        bytes[width + 5] = (byte) 0xFF;
        return bytes;
    }

    private static void assertHugeRefused(Path file) {
        long before = peakMemoryKilobytes();
        var limits = new ClipLimits(1 << 20, 60.0, 200, 100, 1 << 26);
        assertRefused(file, limits, "");
        long grown = peakMemoryKilobytes() - before;
        assertTrue(grown < 200_000, () -> "took " + grown + " kB");
    }

    private static void assertRefused(Path file, ClipLimits limits, String because) {
        var error = assertThrows(UserError.class, () -> ClipReader.read(file, limits));
        assertTrue(error.getMessage().contains(because), error::getMessage);
        assertTrue(error.getMessage().contains(file.getFileName().toString()), error::getMessage);
    }

    private static long peakMemoryKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
