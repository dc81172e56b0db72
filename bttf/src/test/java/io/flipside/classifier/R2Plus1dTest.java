package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.method.Latent;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class R2Plus1dTest {
    private static final R2Plus1dConfig SMALL = new R2Plus1dConfig(8, List.of(1, 2), 4, 2, 4);
    private static final String JSON =
            """
            {"architecture": "r2plus1d", "width": 8, "depths": [1, 2], "norm_groups": 4, "stem_stride": 2,
             "num_classes": 4, "classes": ["a", "b", "c", "d"], "sampling": {"frames": [1, 3, 5]}}
            """;

    @TempDir
    private Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray clip(long seed) {
        return Latent.noise(new Shape(1, 3, 5, 12, 10), seed).toArray(manager);
    }

    /** Reference: torchvision's names for {@code r2plus1d_18}, of its stem and of the first block of a later layer. */
    @Test
    void itsTensorsAreCalledAsTorchvisionCallsThem() {
        Parameters parameters = new Parameters(manager, new RandomTensors(1));
        new R2Plus1d(parameters, SMALL);

        assertThat(parameters.loaded().keySet())
                .contains(
                        "stem.0.weight",
                        "stem.1.weight",
                        "stem.1.bias",
                        "stem.3.weight",
                        "stem.4.bias",
                        "layer2.0.conv1.0.0.weight",
                        "layer2.0.conv1.0.1.weight",
                        "layer2.0.conv1.0.3.weight",
                        "layer2.0.conv1.1.bias",
                        "layer2.0.conv2.0.0.weight",
                        "layer2.0.downsample.0.weight",
                        "layer2.0.downsample.1.weight",
                        "fc.weight",
                        "fc.bias")
                .doesNotContain("layer1.0.downsample.0.weight", "layer2.1.downsample.0.weight");
    }

    /** Within float32's rounding of sums of some hundred terms. */
    @Test
    void aClipInABatchIsScoredAsIfAlone() {
        ClipNetwork network = SMALL.network(new Parameters(manager, new RandomTensors(2)));
        NDArray together = network.logits(clip(1).concat(clip(2), 0));

        assertThat(together.getShape()).isEqualTo(new Shape(2, 4));
        for (int i = 0; i < 2; i++) {
            float[] alone = network.logits(clip(i + 1)).toFloatArray();
            for (int k = 0; k < alone.length; k++) {
                assertThat(together.getFloat(i, k)).isCloseTo(alone[k], within(1e-5f));
            }
        }
        assertThat(network.features(clip(1)).getShape()).isEqualTo(new Shape(1, 16));
    }

    @Test
    void trainingReachesEveryParameter() {
        Parameters parameters = new Parameters(manager, new RandomTensors(3));
        ClipNetwork network = SMALL.network(parameters);
        parameters.loaded().values().forEach(p -> p.setRequiresGradient(true));

        NDArray logits = Autograd.recorded(() -> network.logits(clip(1)));
        Autograd.backward(logits, manager.create(new float[] {1, -2, 3, -4}, logits.getShape()));

        parameters.loaded().forEach((name, parameter) -> assertThat(
                        parameter.getGradient().abs().sum().getFloat())
                .as(name)
                .isPositive());
    }

    private void write(String json) throws IOException {
        Parameters parameters = new Parameters(manager, new RandomTensors(4));
        new R2Plus1d(parameters, SMALL);
        Map<String, NDArray> tensors = new TreeMap<>(parameters.loaded());
        SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
        Files.writeString(folder.resolve("config.json"), json);
    }

    @Test
    void aFolderBecomesItsClassifierAndItsHeadersFit() throws IOException {
        write(JSON);

        VideoClassifier classifier = ClassifierFolder.open(folder, manager);

        assertThat(ClassifierHeaders.problems(folder)).isEmpty();
        assertThat(ClassifierFolder.classes(folder)).containsExactly("a", "b", "c", "d");
        assertThat(classifier.logits(manager.zeros(new Shape(2, 3, 6, 16, 16))).getShape())
                .isEqualTo(new Shape(2, 4));
        assertThat(classifier.features(manager.zeros(new Shape(1, 3, 6, 16, 16))))
                .isPresent();
        assertThat(ClassifierFolder.form(JsonConfig.read(folder)))
                .hasValueSatisfying(form -> assertThat(form).isEqualTo(SMALL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"width\": 8      | \"width\": 9      | width must be a multiple of norm_groups",
                "[1, 2]            | [1, 0]            | depths needs one number from 1 to 64",
                "groups\": 4       | groups\": 0       | norm_groups must be from 1 to 64",
                "stride\": 2       | stride\": 9       | stem_stride must be from 1 to 8",
                "num_classes\": 4  | num_classes\": 3  | classes has 4 names",
                "\"width\": 8,     |                   | width",
                "[1, 2]            | [1, 1]            | layer2.1.conv1",
                "\"sampling\"      | \"output\": \"logits\", \"sampling\" | output is for TorchScript",
            })
    void whatDoesNotFitIsNamed(String was, String is, String message) throws IOException {
        write(JSON.replace(was, is == null ? "" : is));

        assertThatThrownBy(() -> ClassifierFolder.open(folder, manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    /** Reference: by hand, for one stage of one block on two frames of 4x4, stride 2: places 8, products times two. */
    @Test
    void whatItCostsIsTheSumOfItsConvolutions() {
        R2Plus1dConfig one = new R2Plus1dConfig(4, List.of(1), 4, 2, 3);
        int between = 8; // 4 * 4 * 27 / (4 * 9 + 3 * 4) = 9, in whole groups of 4
        double stem = 8 * (3 * 49 * 4 + 3 * 4 * 4);
        double split = 8 * (9 * 4 * between + 3 * between * 4);
        assertThat(one.cost(new ClipSize(2, 4, 4)).forward()).isEqualTo(2 * (stem + 2 * split + 4 * 3));
    }
}
