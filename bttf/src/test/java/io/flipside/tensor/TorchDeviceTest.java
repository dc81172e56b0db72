package io.flipside.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchDeviceTest {
    @ParameterizedTest
    @CsvSource({"cpu, cpu", "cuda, cuda:0", "cuda:0, cuda:0", "cuda:3, cuda:3"})
    void aDeviceIsCalledByItsName(String asked, String name) {
        assertThat(TorchDevice.named(asked).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:x", "cuda:1000", "cpu:0", "mps"})
    void whatIsNoDeviceIsRefusedWithWhatIs(String asked) {
        assertThatThrownBy(() -> TorchDevice.named(asked))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cpu, cuda and cuda:N");
    }

    @Test
    void aCudaDeviceThatIsNotThereIsAnErrorAndNeverTheProcessor() {
        int there = Engine.getEngine("PyTorch").getGpuCount();
        TorchDevice missing = TorchDevice.named("cuda:" + there);

        assertThatThrownBy(missing::manager)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cuda:" + there)
                .hasMessageContaining("flavour");
    }

    @Test
    void arraysLieWhereTheyWereAskedFor() {
        assumeTrue(Engine.getEngine("PyTorch").getGpuCount() > 0, "libtorch sees no CUDA device");
        try (NDManager manager = TorchDevice.named("cuda").manager()) {
            assertThat(manager.ones(new Shape(2)).getDevice().isGpu()).isTrue();
        }
    }
}
