package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.WorkerTrouble;
import io.flipside.explain.ComputeSettings;
import io.flipside.generator.GeneratorSettings;
import io.flipside.tensor.Holding;
import io.flipside.tensor.TorchDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference: libtorch's own refusal of an array that no machine has memory for. */
class MemoryLadderTest {
    private static final ComputeSettings KEPT =
            new ComputeSettings(TorchDevice.CPU, 1 << 20, GeneratorSettings.of(Holding.STORED));

    private final MemoryLadder ladder = new MemoryLadder(KEPT);
    private final List<ComputeSettings> tried = new ArrayList<>();
    private int letGo;

    @Test
    void whatDoesNotFitIsTriedWithGraphsAgainThenWithWeightsStreamed() {
        String done = climb("audit", 3);

        assertThat(done).isEqualTo("done");
        assertThat(tried)
                .containsExactly(
                        KEPT,
                        new ComputeSettings(TorchDevice.CPU, 0, KEPT.generator()),
                        new ComputeSettings(TorchDevice.CPU, 0, GeneratorSettings.of(Holding.STREAMED)));
        assertThat(letGo).isEqualTo(2);
    }

    @Test
    void theRestOfAnAuditKeepsToWhatFitsAndTheNextBeginsAnew() {
        climb("audit", 2);
        tried.clear();
        climb("audit", 1);
        climb("another", 1);

        assertThat(tried).containsExactly(new ComputeSettings(TorchDevice.CPU, 0, KEPT.generator()), KEPT);
    }

    @Test
    void whatFitsInNoWayIsTheWorkersTroubleWithItsNumbers() {
        assertThatThrownBy(() -> climb("audit", 4))
                .isInstanceOf(WorkerTrouble.class)
                .hasMessageContaining("device cpu")
                .hasMessageContaining(Long.toString(Float.BYTES * tooMuch().size()))
                .hasMessageContaining("flipside plan");
    }

    @Test
    void anotherFaultOfTheEngineIsNotTriedAgain() {
        assertThatThrownBy(() -> ladder.climbing(
                        "audit",
                        () -> {
                            tried.add(ladder.settings());
                            throw new EngineException("sizes do not match");
                        },
                        () -> letGo++))
                .isInstanceOf(EngineException.class);
        assertThat(tried).hasSize(1);
    }

    /** Work that asks for too much until it has been tried so often. */
    private String climb(String audit, int fitsAt) {
        int before = tried.size();
        return ladder.climbing(
                audit,
                () -> {
                    tried.add(ladder.settings());
                    if (tried.size() - before < fitsAt) {
                        try (NDManager manager = TorchDevice.CPU.manager()) {
                            manager.zeros(tooMuch());
                        }
                    }
                    return "done";
                },
                () -> letGo++);
    }

    private static Shape tooMuch() {
        return new Shape(1L << 45);
    }
}
