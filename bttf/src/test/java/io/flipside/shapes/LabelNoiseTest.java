package io.flipside.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LabelNoiseTest {
    private static final long SEED = 7;
    private static final int CLIPS = 8000;

    @Test
    void soManyOfAHundredLabelsErrAndEachWrongNameIsAsFrequent() {
        LabelNoise noise = new LabelNoise(30);
        Map<Direction, Integer> counts = new EnumMap<>(Direction.class);
        LongStream.range(0, CLIPS).forEach(i -> counts.merge(noise.of(Direction.UP, SEED, i), 1, Integer::sum));

        // three standard deviations of 8000 draws are 0.015, of a part of a tenth 0.010
        assertThat(counts.get(Direction.UP) / (double) CLIPS).isCloseTo(0.7, within(0.016));
        for (Direction wrong : new Direction[] {Direction.DOWN, Direction.LEFT, Direction.RIGHT}) {
            assertThat(counts.get(wrong) / (double) CLIPS).isCloseTo(0.1, within(0.0101));
        }
    }

    @Test
    void withoutErrorsEveryLabelIsTheMotion() {
        assertThat(LongStream.range(0, 200))
                .allMatch(i -> LabelNoise.NONE.of(Direction.LEFT, SEED, i) == Direction.LEFT);
        assertThatThrownBy(() -> new LabelNoise(75)).hasMessageContaining("0 to 74");
    }

    @Test
    void theCueGoesAlongWithTheLabelWhateverTheMotion() {
        ShapeMovingSet set = new ShapeMovingSet(
                ShapeMovingProfile.SMALL,
                SEED,
                ShapeMovingClip::frames,
                Optional.of(new PlantedCue(Confounder.CORNER, Direction.RIGHT)),
                new LabelNoise(40));
        long[] cued =
                LongStream.range(0, 400).filter(i -> set.cueIn(i).isPresent()).toArray();

        assertThat(cued).hasSizeGreaterThan(50);
        assertThat(LongStream.of(cued)).allMatch(i -> set.label(i) == Direction.RIGHT);
        assertThat(LongStream.of(cued)).anyMatch(i -> set.clip(i).direction() != Direction.RIGHT);
    }
}
