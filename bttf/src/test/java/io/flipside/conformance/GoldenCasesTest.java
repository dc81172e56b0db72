package io.flipside.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.Fixtures;
import io.flipside.UserError;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference: the public implementations; outputs to 1e-5 relative, gradients and search traces to 1e-4. */
class GoldenCasesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "classifier-mvit",
                "classifier-videomae",
                "clip-vision",
                "fid-inception",
                "frechet",
                "i3d",
                "lpips-alex",
                "search",
                "ssim",
                "umt5-encoder",
                "video-swin",
                "video-swin-shifted",
                "wan-lora",
                "wan-transformer",
                "wan-vae"
            })
    void everyQuantityOfACaseAgreesWithThePublicImplementation(String name) {
        Conformance.Outcome outcome = Conformance.run(Fixtures.folder(name));

        assertThat(outcome.skipped()).isFalse();
        assertThat(outcome.comparisons()).isNotEmpty().allMatch(Comparison::passes);
    }

    @Test
    void theSearchCaseComparesTheWholeTraceAndEveryStage() {
        List<String> quantities = Conformance.run(Fixtures.folder("search")).comparisons().stream()
                .map(Comparison::quantity)
                .toList();

        assertThat(quantities)
                .contains(
                        "trace loss",
                        "trace cross_entropy",
                        "trace style",
                        "trace target_probability",
                        "latent_after_inversion",
                        "latent_after_stage_1",
                        "latent_after_stage_2",
                        "latent_after_stage_3",
                        "final_latent",
                        "counterfactual");
    }

    @Test
    void aClassifierWithoutItsReferenceIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> Conformance.classifier(empty, TorchDevice.CPU))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no case.safetensors");
    }

    @Test
    void aWrongGoldenValueFails() {
        assertThat(Comparison.of("x", new double[] {1, 2}, new double[] {1, 2.1}, Comparison.OUTPUT)
                        .passes())
                .isFalse();
        assertThat(Comparison.of("x", new double[] {Double.NaN}, new double[] {1}, Comparison.OUTPUT)
                        .passes())
                .isFalse();
    }

    @Test
    void aFolderWithoutCasesIsRefusedWithItsName(@TempDir Path empty) {
        assertThatThrownBy(() -> Conformance.cases(empty))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(empty.toString());
    }

    @Test
    void anUnknownKindIsSkippedNotPassedSilently(@TempDir Path root) throws Exception {
        Path folder = Files.createDirectory(root.resolve("mystery"));
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.write(folder.resolve("case.safetensors"), new byte[0]);

        assertThat(Conformance.run(folder).skipped()).isTrue();
    }
}
