package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"17,64,64", "1,64,64", "3,63,65", "2,1,1", "5,97,31", "2,300,500", "9,512,512"})
    void evidenceHoldsTheVeryPixels(int count, int height, int width) {
        var clip = TestClips.noise(count, height, width, 8.0);
        ClipWriter.writeEvidence(clip, folder.resolve("evidence.mkv"));
        assertEquals(clip, ClipReader.read(folder.resolve("evidence.mkv"), ClipLimits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 8.0, 12.5, 16.0, 24000.0 / 1001.0, 25.0, 30000.0 / 1001.0, 60.0})
    void ratesSurviveInBothKindsOfFile(double rate) {
        var clip = TestClips.smooth(8, 32, 32, rate);
        for (ClipFormat format : ClipFormat.values()) {
            var file = folder.resolve("clip" + format.suffix());
            format.write(clip, file);
            assertEquals(rate, ClipReader.read(file, ClipLimits.DEFAULT).framesPerSecond(), 1e-3 * rate);
        }
    }

    @ParameterizedTest
    @CsvSource({"64,64,4", "64,64,1", "63,65,1", "33,47,3", "17,1,1", "224,224,1", "90,160,2"})
    void shareableCopiesLookLikeTheClip(int height, int width, int magnification) {
        var clip = TestClips.smooth(9, height, width, 8.0);
        var file = folder.resolve("share.mp4");
        ClipWriter.writeShareable(clip, file, magnification);
        var read = ClipReader.read(file, ClipLimits.DEFAULT);
        assertEquals(9, read.count());
        assertEquals(Magnifier.h264Side(height * magnification), read.height());
        assertEquals(Magnifier.h264Side(width * magnification), read.width());
        long error = 0;
        long values = 0;
        for (int row = 0; row < height * magnification; row++) {
            for (int column = 0; column < width * magnification; column++) {
                int expected = clip.frames().sample(4, row / magnification, column / magnification, 1);
                error += Math.abs(expected - read.frames().sample(4, row, column, 1));
                values++;
            }
        }
        double mean = (double) error / values;
        assertTrue(mean < 4.0, () -> "mean difference " + mean);
    }

    @ParameterizedTest
    @EnumSource(ClipFormat.class)
    void theSameClipGivesTheSameBytes(ClipFormat format) {
        var clip = TestClips.smooth(10, 96, 80, 16.0);
        format.write(clip, folder.resolve("one"));
        format.write(clip, folder.resolve("two"));
        assertArrayEquals(TestClips.bytes(folder.resolve("one")), TestClips.bytes(folder.resolve("two")));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        var file = Files.writeString(folder.resolve("clip.mkv"), "old");
        var impossible = new Encoding("matroska", "ffv1", "pal8", 0.0, Map.of(), Map.of());
        assertThrows(
                UncheckedIOException.class, () -> TestClips.write(TestClips.noise(2, 16, 16, 8.0), file, impossible));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), listing());
    }

    @Test
    void aMissingEncoderIsNamedAndNeverReplacedSilently() throws IOException {
        var missing = new Encoding("mp4", "libx264", "yuv420p", 1.0, Map.of(), Map.of());
        var error = assertThrows(
                UncheckedIOException.class,
                () -> TestClips.write(TestClips.noise(1, 16, 16, 8.0), folder.resolve("a.mp4"), missing));
        assertTrue(error.getMessage().contains("libx264"), error::getMessage);
        assertEquals(List.of(), listing());
    }

    @Test
    void aWrittenFileIsAsReadableAsAnyOther() throws IOException {
        ClipWriter.writeEvidence(TestClips.noise(1, 16, 16, 8.0), folder.resolve("deep/er/clip.mkv"));
        var plain = Files.createFile(folder.resolve("plain"));
        assertEquals(
                Files.getPosixFilePermissions(plain),
                Files.getPosixFilePermissions(folder.resolve("deep/er/clip.mkv")));
    }

    @Test
    void smallClipsAreEnlargedForPeople() {
        assertEquals(4, ClipWriter.magnification(TestClips.smooth(1, 64, 64, 8.0)));
        assertEquals(1, ClipWriter.magnification(TestClips.smooth(1, 224, 224, 8.0)));
        assertEquals(1, ClipWriter.magnification(TestClips.smooth(1, 512, 300, 8.0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> ClipWriter.writeShareable(TestClips.smooth(1, 8, 8, 8.0), folder.resolve("a.mp4"), 0));
    }

    private List<Path> listing() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
