package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flipside.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesByTimeTest {

    /** A frame that a capture dropped. */
    private static final int NOTHING = -1;

    private static final Encoding LOSSLESS_MOV = new Encoding("mov", "png", "rgb24", 0.0, Map.of(), Map.of());

    @TempDir
    Path folder;

    static Stream<Encoding> lossless() {
        return Stream.of(Encoding.EVIDENCE, LOSSLESS_MOV, TestClips.HUFFYUV_AVI);
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void framesAreChosenByTheTimeAtWhichTheyAreShown(Encoding encoding) {
        var source = TestClips.noise(8, 16, 16, 25.0);
        var file = folder.resolve("clip");
        TestClips.writeAtTimes(source, file, encoding, 0, 1, 2, 3, 4, 10, 20, 24);
        // 25 slots, of which the first, seventh, thirteenth, nineteenth and last are taken.
        var five = new Preprocess(16, 5, 8.0).read(file, ClipLimits.DEFAULT);
        assertEquals(source.frames().select(0, 4, 5, 5, 7), five.frames());
    }

    @Test
    void aClipOfTheRightNumberOfFramesIsNotTakenAsItIsIfItsRateVaries() {
        var source = TestClips.noise(5, 16, 16, 25.0);
        var file = folder.resolve("clip.mkv");
        TestClips.writeAtTimes(source, file, Encoding.EVIDENCE, 0, 1, 2, 3, 24);
        var five = new Preprocess(16, 5, 8.0).read(file, ClipLimits.DEFAULT);
        assertEquals(source.frames().select(0, 3, 3, 3, 4), five.frames());
        assertEquals(8.0, five.framesPerSecond());
    }

    @Test
    void aVaryingRateReadAsItIsHasItsMean() {
        var source = TestClips.noise(5, 16, 16, 25.0);
        var file = folder.resolve("clip.mkv");
        TestClips.writeAtTimes(source, file, Encoding.EVIDENCE, 0, 1, 2, 3, 24);
        var read = ClipReader.read(file, ClipLimits.DEFAULT);
        assertEquals(source.frames(), read.frames());
        assertEquals(5.0, read.framesPerSecond(), 0.01);
    }

    @Test
    void aDroppedFrameRepeatsTheOneBefore() {
        var source = TestClips.noise(5, 16, 16, 25.0);
        var file = folder.resolve("clip.avi");
        TestClips.writeAtTimes(source, file, TestClips.HUFFYUV_AVI, 0, 1, 4, 5, 7);
        var read = ClipReader.read(file, ClipLimits.DEFAULT);
        assertEquals(new Clip(source.frames().select(0, 1, 1, 1, 2, 3, 3, 4), 25.0), read);
        assertEquals(new Preprocess(16, 8, 8.0).read(file, ClipLimits.DEFAULT), read);
    }

    @Test
    void everySecondFrameMayBeDropped() {
        var source = TestClips.noise(4, 16, 16, 25.0);
        var file = folder.resolve("clip.avi");
        TestClips.writeAtTimes(source, file, TestClips.HUFFYUV_AVI, 0, 2, 4, 6);
        assertEquals(
                new Clip(source.frames().select(0, 0, 1, 1, 2, 2, 3), 25.0), ClipReader.read(file, ClipLimits.DEFAULT));
    }

    @Test
    void theLastFramesMayBeDropped() {
        var source = TestClips.noise(3, 16, 16, 25.0);
        var file = rearranged(source, 0, 1, 2, NOTHING, NOTHING, NOTHING);
        assertEquals(
                new Clip(source.frames().select(0, 1, 2, 2, 2, 2), 25.0), ClipReader.read(file, ClipLimits.DEFAULT));
    }

    @Test
    void beforeTheFirstFrameThereIsNothingToRepeat() {
        var source = TestClips.noise(3, 16, 16, 25.0);
        var file = rearranged(source, NOTHING, NOTHING, 0, NOTHING, 1, 2);
        assertEquals(new Clip(source.frames().select(0, 0, 1, 2), 25.0), ClipReader.read(file, ClipLimits.DEFAULT));
    }

    @Test
    void aFileOfDroppedFramesHasNone() {
        var source = TestClips.noise(1, 16, 16, 25.0);
        var file = rearranged(source, NOTHING, NOTHING, NOTHING, NOTHING);
        assertThrows(UserError.class, () -> ClipReader.read(file, ClipLimits.DEFAULT));
    }

    @Test
    void framesThatAreMissingAreNotTakenForDroppedOnes() {
        var source = TestClips.noise(4, 16, 16, 25.0);
        var file = rearranged(source, 0, NOTHING, 1, 2, 3);
        byte[] bytes = TestClips.bytes(file);
        // Some other chunk in place of the empty one.
        int first = TestClips.find(bytes, "movi00dc".getBytes(StandardCharsets.US_ASCII)) + 4;
        int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(first + 4);
        int empty = first + 8 + size + size % 2;
        assertEquals(0, bytes[empty + 4]);
        bytes[empty + 2] = 'x';
        var error =
                assertThrows(UserError.class, () -> ClipReader.read(TestClips.save(file, bytes), ClipLimits.DEFAULT));
        assertTrue(error.getMessage().contains("damaged or cut off"), error::getMessage);
    }

    @Test
    void aCaptureThatDroppedFramesAndIsCutOffIsRefused() {
        byte[] whole = TestClips.bytes(TestClips.resource("wild/dropped.avi"));
        for (int length = whole.length - 1; length > 0; length -= whole.length / 37) {
            var cut = TestClips.save(folder.resolve("cut.avi"), Arrays.copyOf(whole, length));
            int bytes = length;
            assertThrows(
                    UserError.class, () -> ClipReader.read(cut, ClipLimits.DEFAULT), () -> bytes + " bytes were read");
        }
    }

    @Test
    void timeBeginsWhereAnEditListBegins() {
        var source = TestClips.noise(16, 16, 16, 8.0);
        var file = folder.resolve("trimmed.mov");
        var edited = new Encoding("mov", "png", "rgb24", 0.0, Map.of(), Map.of("use_editlist", "1"));
        byte[] movie = TestClips.bytes(TestClips.write(source, file, edited));
        int list = TestClips.find(movie, "elst".getBytes(StandardCharsets.US_ASCII));
        var entry = ByteBuffer.wrap(movie);
        int unitsAFrame = entry.getInt(TestClips.find(movie, "mdhd".getBytes(StandardCharsets.US_ASCII)) + 16) / 8;
        entry.putInt(list + 12, 1000).putInt(list + 16, 4 * unitsAFrame);
        TestClips.save(file, movie);
        assertEquals(
                source.frames().select(4, 5, 6, 7, 8, 9, 10, 11),
                ClipReader.read(file, ClipLimits.DEFAULT).frames());
        assertEquals(
                source.frames().select(4, 8, 11),
                new Preprocess(16, 3, 8.0).read(file, ClipLimits.DEFAULT).frames());
    }

    /** A lossless AVI file with its frames in another order; as many chunks as it had frames. */
    private Path rearranged(Clip clip, int... order) {
        var file = folder.resolve("rearranged.avi");
        long[] times = new long[clip.count()];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        // The last frame late, so that the header declares as many frames as there will be.
        times[times.length - 1] = order.length - 1L;
        if (clip.count() == 1) {
            return save(file, clip, order);
        }
        TestClips.writeAtTimes(clip, file, TestClips.HUFFYUV_AVI, times);
        return TestClips.save(file, rearrange(TestClips.bytes(file), order));
    }

    private static Path save(Path file, Clip clip, int... order) {
        var twice = new Clip(clip.frames().select(0, 0), clip.framesPerSecond());
        TestClips.writeAtTimes(twice, file, TestClips.HUFFYUV_AVI, 0, order.length - 1L);
        return TestClips.save(file, rearrange(TestClips.bytes(file), order));
    }

    private static byte[] rearrange(byte[] avi, int... order) {
        int begin = TestClips.find(avi, "movi".getBytes(StandardCharsets.US_ASCII)) + 4;
        var buffer = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> frames = new ArrayList<>();
        int at = begin;
        while (avi[at] == '0') {
            int size = buffer.getInt(at + 4);
            if (size > 0) {
                frames.add(Arrays.copyOfRange(avi, at, at + 8 + size + size % 2));
            }
            at += 8 + size + size % 2;
        }
        var result = ByteBuffer.allocate(avi.length + 65_536).order(ByteOrder.LITTLE_ENDIAN);
        result.put(avi, 0, begin);
        for (int frame : order) {
            result.put(frame == NOTHING ? new byte[] {'0', '0', 'd', 'c', 0, 0, 0, 0} : frames.get(frame));
        }
        // Without an index a reader goes from chunk to chunk.
        result.putInt(begin - 8, result.position() - begin + 4).putInt(4, result.position() - 8);
        return Arrays.copyOf(result.array(), result.position());
    }
}
