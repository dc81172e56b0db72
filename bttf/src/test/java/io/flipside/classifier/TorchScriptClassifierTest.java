package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptClassifierTest {
    private static final String MEANS = "return torch.mul(torch.mean(x, [2, 3, 4]), self.w)";

    @TempDir
    Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void thePinnedProgramScoresClipsWithAGradient() {
        VideoClassifier classifier = classifier(ScriptArchive.of(MEANS));
        NDArray clip = manager.full(new Shape(2, 3, 4, 2, 2), 0.5f);

        try (Pullback pullback = Vjp.segment(classifier::logits).forward(clip)) {
            // (0.5 + 1) / 2 in the unit range, times each weight
            assertThat(pullback.value().toFloatArray()).containsExactly(0.75f, -1.5f, 2.25f, 0.75f, -1.5f, 2.25f);
            NDArray gradient = pullback.pull(manager.ones(new Shape(2, 3)));
            // two of four frames are sampled, each has four pixels
            assertThat(gradient.getFloat(0, 2, 1, 0, 0)).isCloseTo(3f / 8 / 2, within(1e-6f));
            assertThat(gradient.getFloat(0, 2, 0, 0, 0)).isZero();
        }
    }

    @Test
    void itsWeightsAreFrozen() {
        VideoClassifier classifier = classifier(ScriptArchive.of(MEANS));
        NDArray logits = Autograd.recorded(() -> classifier.logits(clip()));
        NDArray upstream = manager.ones(logits.getShape());
        // nothing requires a gradient: there is no graph to go back through
        assertThatThrownBy(() -> Autograd.backward(logits, upstream)).isInstanceOf(EngineException.class);
    }

    @Test
    void itRunsInEvalMode() {
        VideoClassifier classifier = classifier(ScriptArchive.of(
                "y = torch.dropout(x, 0.5, self.training)", "return torch.mul(torch.mean(y, [2, 3, 4]), self.w)"));
        NDArray clip = clip();
        assertThat(classifier.logits(clip).toByteArray())
                .isEqualTo(classifier.logits(clip).toByteArray());
    }

    @Test
    void otherBytesThanThePinnedAreNotLoaded() {
        byte[] trusted = ScriptArchive.of(MEANS);
        byte[] other = ScriptArchive.of("return torch.neg(torch.mul(torch.mean(x, [2, 3, 4]), self.w))");
        assertThatThrownBy(() -> open(other, sha256(trusted)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(sha256(other))
                .hasMessageContaining(sha256(trusted));
    }

    @Test
    void aProgramWithoutAPinIsNotLoaded() {
        assertThatThrownBy(() -> open(ScriptArchive.of(MEANS), ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("sha256");
    }

    @Test
    void aFileOutsideTheFolderIsRefused() throws IOException {
        write("../model.pt", "0".repeat(64), "\"a\", \"b\", \"c\"");
        assertThatThrownBy(() -> ClassifierFolder.open(folder, manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("beside config.json");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        write("absent.pt", "0".repeat(64), "\"a\", \"b\", \"c\"");
        assertThatThrownBy(() -> ClassifierFolder.open(folder, manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("absent.pt does not exist");
    }

    @Test
    void aFileThatIsNoProgramIsRefused() {
        assertThatThrownBy(() -> classifier("not a zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be loaded");
    }

    @Test
    void anotherNumberOfClassesIsRefused() {
        refuses("[N, 3]", "return torch.mean(x, [1, 2, 3, 4], True)");
        refuses("[N, 3]", "return torch.slice(torch.mean(x, [2, 3, 4]), 1, 0, 2)");
    }

    @Test
    void aProgramThatFailsOnTheClipIsReported() {
        refuses("fails on a clip", "return torch.reshape(x, [7, 11])");
    }

    @Test
    void aProgramWithoutAGradientIsRefused() {
        refuses("not differentiable", "return torch.detach(torch.mean(x, [2, 3, 4]))");
        refuses(
                "not differentiable",
                "return torch.add(torch.detach(torch.mean(x, [2, 3, 4])), torch.requires_grad_(torch.ones([3]), True))");
        refuses("not differentiable", "return torch.mean(torch.round(x), [2, 3, 4])");
    }

    @Test
    void aProgramThatDrawsNumbersIsRefused() {
        refuses("other logits", "return torch.mul(torch.mean(torch.dropout(x, 0.5, True), [2, 3, 4]), self.w)");
    }

    @Test
    void aProgramThatWantsFramesFirstGetsThemSo() throws IOException {
        byte[] program = ScriptArchive.of("return torch.mul(torch.mean(x, [1, 3, 4]), self.w)");
        Files.write(folder.resolve("model.pt"), program);
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"architecture": "torchscript", "sha256": "%s", "classes": ["a", "b", "c"],
                 "sampling": {"num_samples": 2}, "input": "unit", "input_format": "NTCHW"}"""
                        .formatted(sha256(program)));
        NDArray clip = manager.full(new Shape(1, 3, 4, 2, 2), 0.5f);

        assertThat(ClassifierFolder.open(folder, manager).logits(clip).toFloatArray())
                .containsExactly(0.75f, -1.5f, 2.25f);
    }

    private void refuses(String message, String line) {
        VideoClassifier classifier = classifier(ScriptArchive.of(line));
        NDArray clip = clip();
        assertThatThrownBy(() -> classifier.logits(clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    private NDArray clip() {
        return manager.randomUniform(-1, 1, new Shape(1, 3, 4, 8, 8));
    }

    private VideoClassifier classifier(byte[] program) {
        return open(program, sha256(program));
    }

    private VideoClassifier open(byte[] program, String pinned) {
        try {
            Files.write(folder.resolve("model.pt"), program);
            write("model.pt", pinned, "\"a\", \"b\", \"c\"");
            return ClassifierFolder.open(folder, manager);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String file, String pinned, String classes) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"architecture": "torchscript", "file": "%s", "sha256": "%s", "classes": [%s],
                 "sampling": {"count": 2, "stride": 2}, "input": "unit"}"""
                        .formatted(file, pinned, classes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
