package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStripTest {

    @TempDir
    Path folder;

    @Test
    void showsEvenlySpacedFramesOneRowAClip() throws IOException {
        var one = TestClips.noise(9, 20, 30, 8.0);
        var two = TestClips.smooth(9, 20, 30, 8.0);
        var file = folder.resolve("strip.png");
        FrameStrip.writePng(file, 5, 2, List.of(one, two));
        var image = ImageIO.read(file.toFile());
        assertEquals(5 * 60 + 4 * 4, image.getWidth());
        assertEquals(2 * 40 + 4, image.getHeight());
        for (int column = 0; column < 5; column++) {
            int x = column * 64 + 2 * 11;
            assertEquals(packed(one, column * 2, 7, 11), image.getRGB(x, 2 * 7) & 0xFFFFFF);
            assertEquals(packed(two, column * 2, 7, 11), image.getRGB(x, 44 + 2 * 7) & 0xFFFFFF);
        }
        assertEquals(0xFFFFFF, image.getRGB(61, 10) & 0xFFFFFF);
    }

    @Test
    void refusesClipsThatDoNotMatch() {
        var small = TestClips.noise(2, 8, 8, 8.0);
        var large = TestClips.noise(2, 16, 8, 8.0);
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameStrip.writePng(folder.resolve("a.png"), 2, 1, List.of(small, large)));
        assertThrows(
                IllegalArgumentException.class, () -> FrameStrip.writePng(folder.resolve("a.png"), 2, 1, List.of()));
    }

    private static int packed(Clip clip, int frame, int row, int column) {
        return clip.frames().sample(frame, row, column, 0) << 16
                | clip.frames().sample(frame, row, column, 1) << 8
                | clip.frames().sample(frame, row, column, 2);
    }
}
