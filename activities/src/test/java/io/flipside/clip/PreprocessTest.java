package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"40,108,192", "10,192,108", "33,64,64", "1,50,70", "7,31,33"})
    void everyClipGetsTheSizeAndTheNumberOfFrames(int count, int height, int width) {
        var preprocess = new Preprocess(64, 33, 8.0);
        var fitted = preprocess.apply(TestClips.smooth(count, height, width, 25.0));
        assertEquals("RgbFrames[33 frames of 64 x 64]", fitted.frames().toString());
        assertEquals(count == 33 ? 25.0 : 8.0, fitted.framesPerSecond());
    }

    @Test
    void aClipThatFitsIsLeftUntouched() {
        var clip = TestClips.noise(17, 64, 64, 12.0);
        var preprocess = new Preprocess(64, 17, 8.0);
        assertEquals(clip, preprocess.apply(clip));
        ClipWriter.writeEvidence(clip, folder.resolve("clip.mkv"));
        assertEquals(clip, preprocess.read(folder.resolve("clip.mkv"), ClipLimits.DEFAULT));
    }

    @Test
    void aFileGivesTheSameBitsAsItsFramesInMemory() {
        var clip = TestClips.noise(12, 90, 123, 25.0);
        ClipWriter.writeEvidence(clip, folder.resolve("clip.mkv"));
        var preprocess = new Preprocess(48, 5, 8.0);
        assertEquals(preprocess.apply(clip), preprocess.read(folder.resolve("clip.mkv"), ClipLimits.DEFAULT));
    }

    @Test
    void framesAreEvenlySpacedFromTheFirstToTheLast() {
        assertArrayEquals(new int[] {0, 2, 4}, new Preprocess(8, 3, 8.0).indices(5));
        assertArrayEquals(new int[] {0, 1, 1, 2, 2}, new Preprocess(8, 5, 8.0).indices(3));
        assertArrayEquals(new int[] {0, 0, 0}, new Preprocess(8, 3, 8.0).indices(1));
        assertArrayEquals(new int[] {0}, new Preprocess(8, 1, 8.0).indices(9));
    }

    @Test
    void keepsTheMiddleOfTheLongSide() {
        var clip = TestClips.smooth(1, 64, 128, 8.0);
        var fitted = new Preprocess(64, 1, 8.0).apply(clip);
        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                assertEquals(
                        clip.frames().sample(0, row, column + 32, 0),
                        fitted.frames().sample(0, row, column, 0));
            }
        }
    }

    @Test
    void refusesSizesThatNoClipHas() {
        assertThrows(IllegalArgumentException.class, () -> new Preprocess(0, 33, 8.0));
        assertThrows(IllegalArgumentException.class, () -> new Preprocess(512, 0, 8.0));
        assertThrows(IllegalArgumentException.class, () -> new Preprocess(512, 33, 0.0));
    }
}
