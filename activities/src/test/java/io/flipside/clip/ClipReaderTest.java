package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipReaderTest {

    @TempDir
    Path folder;

    static Stream<Encoding> commonFiles() {
        return Stream.of(
                TestClips.AVI,
                TestClips.WEBM,
                TestClips.QUICKTIME,
                TestClips.TRANSPORT,
                TestClips.FLASH,
                Encoding.SHAREABLE);
    }

    @ParameterizedTest
    @MethodSource("commonFiles")
    void readsEveryFrameOfCommonFilesInOrderAndColour(Encoding encoding) {
        var source = TestClips.smooth(12, 96, 128, 25.0);
        var read = ClipReader.read(TestClips.write(source, folder.resolve("clip"), encoding), ClipLimits.DEFAULT);
        assertEquals(12, read.count());
        assertEquals(25.0, read.framesPerSecond(), 1e-6);
        for (int f = 0; f < 12; f++) {
            double likeness =
                    TestClips.likeness(source.frames().select(f), read.frames().select(f));
            int frame = f;
            assertTrue(likeness > 30.0, () -> "frame " + frame + " differs: " + likeness + " dB");
        }
    }

    @Test
    void readsHighDefinitionColoursByTheirOwnMatrix() {
        // Saturated colours shift by tens of levels under the wrong matrix.
        var rgb = new byte[720 * 1280 * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 30;
            rgb[i + 2] = 60;
        }
        var source = new Clip(RgbFrames.of(rgb, 1, 720, 1280), 8.0);
        ClipWriter.writeShareable(source, folder.resolve("hd.mp4"), 1);
        var read = ClipReader.read(folder.resolve("hd.mp4"), ClipLimits.DEFAULT);
        assertEquals(200, read.frames().sample(0, 300, 600, 0), 4);
        assertEquals(30, read.frames().sample(0, 300, 600, 1), 4);
        assertEquals(60, read.frames().sample(0, 300, 600, 2), 4);
    }

    @Test
    void readsGifsAndLosslessAvi() {
        var source = TestClips.smooth(5, 40, 56, 10.0);
        var gif = ClipReader.read(TestClips.write(source, folder.resolve("a.gif"), TestClips.GIF), ClipLimits.DEFAULT);
        assertEquals(5, gif.count());
        assertTrue(TestClips.likeness(source.frames(), gif.frames()) > 15.0);
        var avi = TestClips.write(source, folder.resolve("a.avi"), TestClips.HUFFYUV_AVI);
        assertEquals(source, ClipReader.read(avi, ClipLimits.DEFAULT));
    }

    @Test
    void readsGreyAsThreeEqualChannels() {
        var grey = new byte[2 * 16 * 16 * 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i / 3);
        }
        var source = new Clip(RgbFrames.of(grey, 2, 16, 16), 8.0);
        var file = TestClips.write(source, folder.resolve("grey.mkv"), TestClips.GRAY);
        var read = ClipReader.read(file, ClipLimits.DEFAULT);
        assertTrue(TestClips.likeness(source.frames(), read.frames()) > 45.0);
    }

    @Test
    void readsAVariableRateFrameByFrame() {
        var source = TestClips.noise(6, 32, 32, 100.0);
        var file = folder.resolve("variable.mkv");
        TestClips.writeAtTimes(source, file, Encoding.EVIDENCE, 0, 3, 50, 51, 120, 121);
        assertEquals(source.frames(), ClipReader.read(file, ClipLimits.DEFAULT).frames());
    }

    @Test
    void turnsPortraitClipsUpright() {
        var source = TestClips.smooth(2, 32, 48, 8.0);
        var file = folder.resolve("portrait.mov");
        var lossless = new Encoding("mov", "png", "rgb24", 0.0, Map.of(), Map.of());
        byte[] movie = TestClips.bytes(TestClips.write(source, file, lossless));
        // The display matrix of the track: identity becomes a quarter turn clockwise.
        byte[] identity = matrix(0x10000, 0, 0, 0, 0x10000);
        byte[] quarter = matrix(0, 0x10000, 0, 0xFFFF0000, 0);
        int track = TestClips.find(movie, "tkhd".getBytes(StandardCharsets.US_ASCII));
        int at = track + 44;
        assertArrayEquals(identity, Arrays.copyOfRange(movie, at, at + identity.length));
        System.arraycopy(quarter, 0, movie, at, quarter.length);
        var read = ClipReader.read(TestClips.save(file, movie), ClipLimits.DEFAULT);

        assertEquals(48, read.height());
        assertEquals(32, read.width());
        for (int row = 0; row < 32; row++) {
            for (int column = 0; column < 48; column++) {
                assertEquals(
                        source.frames().sample(1, row, column, 0), read.frames().sample(1, column, 31 - row, 0));
            }
        }
    }

    @Test
    void readsAClipThatAPhoneTrimmed() {
        var source = TestClips.noise(16, 16, 16, 8.0);
        var file = folder.resolve("trimmed.mov");
        var edited = new Encoding("mov", "png", "rgb24", 0.0, Map.of(), Map.of("use_editlist", "1"));
        byte[] movie = TestClips.bytes(TestClips.write(source, file, edited));
        // The one entry of the edit list: its duration is in units of the movie, milliseconds; one of two seconds.
        int list = TestClips.find(movie, "elst".getBytes(StandardCharsets.US_ASCII));
        var entry = ByteBuffer.wrap(movie);
        assertEquals(1, entry.getInt(list + 8));
        assertEquals(2000, entry.getInt(list + 12));
        entry.putInt(list + 12, 1000);
        var read = ClipReader.read(TestClips.save(file, movie), ClipLimits.DEFAULT);
        assertEquals(source.frames().select(0, 1, 2, 3, 4, 5, 6, 7), read.frames());
    }

    @Test
    void readsNamesWithColonsSpacesAndPercents() throws IOException {
        var source = TestClips.noise(1, 16, 16, 8.0);
        for (String name : new String[] {"http:clip.mkv", "a b %03d.mkv", "-i.mkv", "pipe:0"}) {
            var file = folder.resolve(name);
            ClipWriter.writeEvidence(source, file);
            assertEquals(source, ClipReader.read(file, ClipLimits.DEFAULT), name);
        }
        var link = Files.createSymbolicLink(folder.resolve("link.mkv"), folder.resolve("-i.mkv"));
        assertEquals(source, ClipReader.read(link, ClipLimits.DEFAULT));
    }

    private static byte[] matrix(int... values) {
        var buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }
}
