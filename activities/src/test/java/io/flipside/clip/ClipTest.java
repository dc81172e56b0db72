package io.flipside.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest {

    @Test
    void survivesTheWayThroughANetworksNumbers() {
        var clip = TestClips.noise(3, 8, 12, 8.0);
        float[] signed = clip.toSigned();
        assertEquals(3 * 3 * 8 * 12, signed.length);
        assertEquals(
                2.0f * clip.frames().sample(1, 2, 3, 2) / 255.0f - 1.0f, signed[((2 * 3 + 1) * 8 + 2) * 12 + 3], 1e-6f);
        assertEquals(clip, Clip.fromSigned(signed, 3, 8, 12, 8.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, 1001.0, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesRatesThatNoClipHas(double rate) {
        var frames = TestClips.noise(1, 8, 8, 8.0).frames();
        assertThrows(IllegalArgumentException.class, () -> new Clip(frames, rate));
    }
}
