package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwinCostTest {
    private static final VideoSwinConfig TINY = new VideoSwinConfig(
            List.of(2, 4, 4), 96, List.of(2, 2, 6, 2), List.of(3, 6, 12, 24), List.of(8, 7, 7), 400);

    /** Counted by PyTorch on torchvision's Swin-T: docs/count_operations.py; within 5 %. */
    @ParameterizedTest
    @CsvSource({"16, 112, 22726336512, 27075502080", "32, 224, 175528304640, 211404546048"})
    void operationsAreThoseThatPyTorchCounts(int frames, int side, double forward, double backward) {
        Operations cost = new SwinCost(TINY, new ClipSize(frames, side, side)).logits();

        assertThat(cost.forward()).isCloseTo(forward, withPercentage(5));
        assertThat(cost.total()).isCloseTo(forward + backward, withPercentage(5));
    }
}
