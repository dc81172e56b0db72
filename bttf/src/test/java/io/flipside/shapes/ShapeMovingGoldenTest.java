package io.flipside.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The shipped weights were trained on these very pixels: a change here is a new data set and needs new weights. */
class ShapeMovingGoldenTest {

    @Test
    void theSmallDataSetIsStillTheSame() {
        assertEquals(
                "bfc9b1f8ecc0f57a24c4d7a65a5fe830c7f035fa57e4f1884d5e4cc267502bd5",
                digest(ShapeMovingProfile.SMALL, 64));
    }

    @Test
    void thePaperDataSetIsStillTheSame() {
        assertEquals(
                "7a5f26de65ed62bc43a877f3c62ac14b10289a0523d706078446ad2f715f0174",
                digest(ShapeMovingProfile.PAPER, 4));
    }

    private static String digest(ShapeMovingProfile profile, int clips) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (long i = 0; i < clips; i++) {
                var clip = ShapeMovingClip.draw(profile, 20_26, i);
                digest.update((byte) clip.direction().classIndex());
                digest.update((byte) ShapeMovingSplit.of(20_26, i).ordinal());
                var frames = clip.frames();
                for (int f = 0; f < frames.count(); f++) {
                    digest.update(frames.frame(f));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
