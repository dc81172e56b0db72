package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFolderTest {
    @TempDir
    private Path folder;

    private static final String CODE =
            """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Ops, x: Tensor) -> Tensor:
                return torch.slice(torch.mean(x, [2, 3, 4]), 1, 0, 2)
            """;

    @Test
    void aPinnedArchiveIsLoadedAndDifferentiable() throws Exception {
        byte[] archive = TorchScriptArchives.of(CODE);
        Files.write(folder.resolve("model.pt"), archive);
        config(sha256(archive), "[\"first\", \"second\"]");
        try (NDManager manager = NDManager.newBaseManager()) {
            VideoClassifier classifier = ClassifierFolder.open(folder, manager);
            NDArray clip = manager.zeros(new Shape(1, 3, 4, 8, 8));

            try (Pullback pullback = Vjp.segment(classifier::logits).forward(clip)) {
                assertThat(pullback.value().getShape()).isEqualTo(new Shape(1, 2));
                assertThat(pullback.pull(manager.ones(new Shape(1, 2)))
                                .abs()
                                .sum()
                                .getFloat())
                        .isPositive();
            }
            assertThat(classifier.classes()).isEqualTo(List.of("first", "second"));
        }
    }

    @Test
    void anArchiveThatIsNotThePinnedOneIsNotLoaded() throws Exception {
        byte[] archive = TorchScriptArchives.of(CODE);
        Files.write(folder.resolve("model.pt"), archive);
        config("00" + sha256(archive).substring(2), "[\"first\", \"second\"]");
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> ClassifierFolder.open(folder, manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("It is not loaded");
        }
    }

    @Test
    void anArchiveWithoutAPinIsNotLoaded() throws Exception {
        Files.write(folder.resolve("model.pt"), TorchScriptArchives.of(CODE));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architecture\":\"torchscript\",\"classes\":[\"a\",\"b\"],\"sampling\":{\"frames\":[1]}}");
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> ClassifierFolder.open(folder, manager)).isInstanceOf(UserError.class);
        }
    }

    @Test
    void theWrongNumberOfClassesIsNamed() throws Exception {
        byte[] archive = TorchScriptArchives.of(CODE);
        Files.write(folder.resolve("model.pt"), archive);
        config(sha256(archive), "[\"one\", \"two\", \"three\"]");
        try (NDManager manager = NDManager.newBaseManager()) {
            VideoClassifier classifier = ClassifierFolder.open(folder, manager);
            NDArray clip = manager.zeros(new Shape(1, 3, 4, 8, 8));

            assertThatThrownBy(() -> classifier.logits(clip))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("(1, 2)");
        }
    }

    @Test
    void aClipShorterThanTheSamplingIsRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ClipInput input = ClipInput.imageNet(List.of(1, 9));
            NDArray clip = manager.zeros(new Shape(1, 3, 4, 8, 8));

            assertThatThrownBy(() -> input.of(clip))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("frame 9");
        }
    }

    @Test
    void anUnknownArchitectureIsRefusedWithTheKnownOnes() throws Exception {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architecture\":\"slowfast\",\"classes\":[\"a\"],\"sampling\":{\"frames\":[1]}}");
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> ClassifierFolder.open(folder, manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("video-swin");
        }
    }

    @Test
    void mmactionNamesBecomeTorchvisionNames() {
        assertThat(SwinNames.tensor("backbone.layers.1.blocks.0.attn.qkv.weight"))
                .contains("features.2.0.attn.qkv.weight");
        assertThat(SwinNames.tensor("backbone.layers.0.downsample.reduction.weight"))
                .contains("features.1.reduction.weight");
        assertThat(SwinNames.tensor("backbone.layers.2.blocks.5.mlp.fc2.bias")).contains("features.4.5.mlp.3.bias");
        assertThat(SwinNames.tensor("backbone.norm3.weight")).contains("norm.weight");
        assertThat(SwinNames.tensor("cls_head.fc_cls.bias")).contains("head.bias");
        assertThat(SwinNames.tensor("backbone.patch_embed.proj.bias")).contains("patch_embed.proj.bias");
        assertThat(SwinNames.tensor("backbone.layers.0.blocks.1.attn.relative_position_index"))
                .isEmpty();
    }

    private void config(String sha256, String classes) throws Exception {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architecture\":\"torchscript\",\"file\":\"model.pt\",\"sha256\":\"" + sha256 + "\",\"classes\":"
                        + classes + ",\"sampling\":{\"frames\":[1,3]}}");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
