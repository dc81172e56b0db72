package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.explain.Prediction;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips as people's devices write them, seen by a classifier whose answer depends on place, colour and time. */
class WildClipsTest {
    private static final Preprocess FIVE_FRAMES = new Preprocess(64, 5, 8.0);

    private static NDManager manager;
    private static VideoClassifier probe;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        manager = NDManager.newBaseManager();
        probe = ClassifierFolder.open(TestClips.resource("wild/probe"), manager);
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "plain.mp4, 0.414, 0.554, 0.032",
        "m-hflip.mp4, 0.720, 0.125, 0.156",
        "gray10.mkv, 0.285, 0.530, 0.184",
        "vfr.mp4, 0.586, 0.384, 0.031",
    })
    void aClipIsClassifiedAsItsFramesInFfmpegAndTorch(String name, double a, double b, double never) {
        assertProbabilities(TestClips.resource("wild/" + name), a, b, never);
    }

    @Test
    void aMirrorInThePlainClipsMatrixGivesTheMirroredAnswer() {
        byte[] plain = TestClips.bytes(TestClips.resource("wild/plain.mp4"));
        byte[] mirrored = TestClips.withMatrix(plain, -1 << 16, 0, 0, 1 << 16);
        assertProbabilities(TestClips.save(folder.resolve("mirrored.mp4"), mirrored), 0.720, 0.125, 0.156);
    }

    @Test
    void aCaptureThatDroppedFramesLastsAsLongAsItDeclares() {
        var read = ClipReader.read(TestClips.resource("wild/dropped.avi"), ClipLimits.DEFAULT);
        assertEquals(50, read.count());
        assertEquals(25.0, read.framesPerSecond());
        for (int dropped = 10; dropped < 15; dropped++) {
            assertEquals(read.frames().select(9), read.frames().select(dropped));
        }
        var five = FIVE_FRAMES.read(TestClips.resource("wild/dropped.avi"), ClipLimits.DEFAULT);
        assertEquals(five, FIVE_FRAMES.apply(read));
    }

    private static void assertProbabilities(Path file, double... expected) {
        var found = Prediction.of(probe, FIVE_FRAMES.read(file, ClipLimits.DEFAULT), manager);
        int i = 0;
        for (double probability : found.probabilities().values()) {
            assertEquals(expected[i++], probability, 0.002, file + ": " + found);
        }
    }
}
