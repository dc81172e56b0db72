package io.flipside.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorProfile;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnClipsTest {
    @Test
    void everyClipIsSeenOnceBeforeAnyIsSeenAgainAndARunGoesOnAnywhere() {
        OwnClips clips = clips(10);
        List<Integer> first = labels(clips, 0, 10);
        List<Integer> second = labels(clips, 10, 10);

        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(labels(clips, 7, 6))
                .isEqualTo(Stream.concat(first.stream().skip(7), second.stream().limit(3))
                        .toList());
    }

    @Test
    void aTenthIsHeldOutTheSameForTheSameSeedAndNoneIsInBothParts() {
        OwnClips.Parts parts = clips(20).split();

        assertThat(parts.heldOut().samples()).hasSize(2);
        assertThat(parts.training().samples())
                .hasSize(18)
                .doesNotContainAnyElementsOf(parts.heldOut().samples());
        assertThat(clips(20).split().heldOut().samples())
                .extracting(Sample::label)
                .isEqualTo(parts.heldOut().samples().stream().map(Sample::label).toList());
        assertThatThrownBy(() -> clips(9).split()).isInstanceOf(UserError.class).hasMessageContaining("9 clips");
    }

    @Test
    void otherPixelsAreAnotherRun() {
        assertThat(clips(10).identity())
                .isEqualTo(clips(10).identity())
                .isNotEqualTo(clips(11).identity());
    }

    private static List<Integer> labels(OwnClips clips, long from, int count) {
        Iterator<Sample> samples = clips.from(from);
        return Stream.generate(samples::next).limit(count).map(Sample::label).toList();
    }

    private static OwnClips clips(int count) {
        List<Sample> samples = IntStream.range(0, count)
                .mapToObj(i -> new Sample(i, RgbFrames.of(new byte[] {(byte) i, 0, 0}, 1, 1, 1), i))
                .toList();
        return new OwnClips(new GeneratorProfile(1, 1, 8), List.of(), samples, 7);
    }
}
