package io.flipside.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import org.junit.jupiter.api.Test;

class GradientMemoryTest {
    private static final GraphCost VELOCITY = new GraphCost(100, 10, 20, new Operations(1000, 1000));
    private static final GraphCost DECODER = new GraphCost(300, 30, 60, new Operations(3000, 3000));

    @Test
    void everythingIsKeptWhereThereIsRoom() {
        assertThat(within(400, 1)).isEqualTo(GradientMemory.KEEP);
        assertThat(within(1800, 15)).isEqualTo(GradientMemory.KEEP);
    }

    @Test
    void whatCostsLeastToComputeAgainGoesFirst() {
        // blocks of one step cost a third of what the decoder does
        assertThat(within(399, 1)).isEqualTo(new GradientMemory(false, true, false));
        assertThat(within(200, 1)).isEqualTo(new GradientMemory(false, false, true));
    }

    @Test
    void inputsOfAllStepsAreKeptRatherThanEveryStepComputedTwice() {
        assertThat(within(260, 15)).isEqualTo(new GradientMemory(true, false, true));
        assertThat(within(130, 15).again(15, VELOCITY, DECODER)).isEqualTo(2 * 15 * 1000.0 + 3000);
    }

    @Test
    void withoutAnyRoomLeastMemoryIsTaken() {
        assertThat(within(0, 15)).isEqualTo(GradientMemory.RECOMPUTE);
        assertThat(within(0, 1)).isEqualTo(new GradientMemory(false, true, true));
        assertThat(within(0, 1).bytes(1, VELOCITY, DECODER)).isEqualTo(20 + 10 + 30 + 60);
    }

    private static GradientMemory within(long budget, int steps) {
        return GradientMemory.within(budget, steps, VELOCITY, DECODER);
    }
}
