package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    private static final int ONE = 1 << 16;
    private static final int HEIGHT = 32;
    private static final int WIDTH = 48;

    @TempDir
    Path folder;

    /** The four numbers that turn and mirror: a point (x, y) of the stored frame is shown at (ax + cy, bx + dy). */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1",
        "0, 1, -1, 0",
        "-1, 0, 0, -1",
        "0, -1, 1, 0",
        "-1, 0, 0, 1",
        "1, 0, 0, -1",
        "0, 1, 1, 0",
        "0, -1, -1, 0",
    })
    void everyDisplayMatrixShowsEachPixelWhereItSays(int a, int b, int c, int d) {
        var source = TestClips.noise(2, HEIGHT, WIDTH, 8.0);
        var read = withMatrix(source, a * ONE, b * ONE, c * ONE, d * ONE);
        boolean lies = a == 0;
        assertEquals(lies ? WIDTH : HEIGHT, read.height());
        assertEquals(lies ? HEIGHT : WIDTH, read.width());
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int x = a * column + c * row;
                int y = b * column + d * row;
                // Moved back to where the picture begins.
                int shownColumn = x < 0 || a + c < 0 ? x + read.width() - 1 : x;
                int shownRow = y < 0 || b + d < 0 ? y + read.height() - 1 : y;
                assertEquals(
                        source.frames().sample(1, row, column, 2), read.frames().sample(1, shownRow, shownColumn, 2));
            }
        }
    }

    @Test
    void aMatrixThatIsNotExactIsTakenAsTheNearest() {
        var source = TestClips.noise(1, HEIGHT, WIDTH, 8.0);
        var mirrored = withMatrix(source, -ONE, 0, 0, ONE);
        assertEquals(mirrored, withMatrix(source, -ONE + 900, 1200, -1100, ONE - 700));
        assertEquals(mirrored, withMatrix(source, -2 * ONE, 0, 0, ONE));
        var turned = withMatrix(source, 0, ONE, -ONE, 0);
        assertEquals(turned, withMatrix(source, 2000, ONE, -ONE, 2000));
        var both = withMatrix(source, 0, ONE, ONE, 0);
        assertEquals(both, withMatrix(source, -3000, ONE - 5, ONE + 5, 3000));
    }

    @Test
    void thePicturesThemselvesMaySayHowTheyStand() {
        var plain = ClipReader.read(TestClips.resource("sei-plain.mp4"), ClipLimits.DEFAULT);
        var mirrored = ClipReader.read(TestClips.resource("sei-mirrored.mp4"), ClipLimits.DEFAULT);
        var turned = ClipReader.read(TestClips.resource("sei-turned.mp4"), ClipLimits.DEFAULT);
        assertEquals(plain.width(), turned.height());
        for (int row = 0; row < plain.height(); row++) {
            for (int column = 0; column < plain.width(); column++) {
                int stored = plain.frames().sample(1, row, column, 0);
                assertEquals(stored, mirrored.frames().sample(1, row, plain.width() - 1 - column, 0));
                assertEquals(stored, turned.frames().sample(1, plain.width() - 1 - column, row, 0));
            }
        }
    }

    @Test
    void aMatrixThatShowsNothingLeavesFramesAsTheyAre() {
        var source = TestClips.noise(1, HEIGHT, WIDTH, 8.0);
        assertEquals(source.frames(), withMatrix(source, 0, 0, 0, 0).frames());
    }

    private Clip withMatrix(Clip clip, int a, int b, int c, int d) {
        var lossless = new Encoding("mov", "png", "rgb24", 0.0, Map.of(), Map.of());
        var file = TestClips.write(clip, folder.resolve("clip.mov"), lossless);
        return ClipReader.read(
                TestClips.save(file, TestClips.withMatrix(TestClips.bytes(file), a, b, c, d)), ClipLimits.DEFAULT);
    }
}
