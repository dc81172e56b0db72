package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwinInflationTest {
    private static final int DIM = 4;
    private static final VideoSwinConfig CONFIG =
            new VideoSwinConfig(List.of(2, 4, 4), DIM, List.of(2, 2), List.of(1, 2), List.of(4, 3, 3), 5);

    @TempDir
    Path folder;

    private NDManager manager;
    private Weights image;
    private SwinInflation inflation;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        image = image();
        inflation = new SwinInflation(image, 3, CONFIG, new RandomTensors(2));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aStillClipIsEmbeddedLikeItsPicture() {
        NDArray picture = manager.randomNormal(new Shape(1, 3, 8, 8));
        NDArray clip = picture.expandDims(2).repeat(2, 2);
        NDArray bias = manager.zeros(new Shape(DIM));
        NDArray kernel = inflation.read("patch_embed.proj.weight", new Shape(DIM, 3, 2, 4, 4), manager);

        NDArray moving = Aten.call("conv3d", clip, kernel, bias, new long[] {2, 4, 4}, new long[] {0, 0, 0});
        NDArray still = Aten.call(
                "conv2d", picture, image.read("patch_embed.proj.weight", manager), bias, new long[] {4, 4}, new long[] {
                    0, 0
                });

        assertThat(moving.squeeze(2).sub(still).abs().max().getFloat()).isLessThan(1e-5f);
    }

    @Test
    void theTableOfBiasesIsTheSameAtEveryDistanceInTime() {
        NDArray table = inflation.read("features.2.1.attn.relative_position_bias_table", new Shape(7 * 25, 2), manager);
        NDArray flat = image.read("layers.1.blocks.1.attn.relative_position_bias_table", manager);

        for (int distance = 0; distance < 7; distance++) {
            NDArray part = table.get(25 * distance + ":" + 25 * (distance + 1));
            assertThat(part.toFloatArray()).containsExactly(flat.toFloatArray());
        }
    }

    @Test
    void anotherWindowResizesTheTable() {
        VideoSwinConfig wider =
                new VideoSwinConfig(List.of(2, 4, 4), DIM, List.of(2, 2), List.of(1, 2), List.of(2, 5, 5), 5);
        NDArray table = new SwinInflation(image, 3, wider, new RandomTensors(2))
                .read("features.0.0.attn.relative_position_bias_table", new Shape(3 * 81, 1), manager);
        NDArray flat = image.read("layers.0.blocks.0.attn.relative_position_bias_table", manager);

        assertThat(table.getShape()).isEqualTo(new Shape(3 * 81, 1));
        // both sides are odd: no distance at all stays exactly in the middle
        assertThat(table.getFloat(40, 0)).isCloseTo(flat.getFloat(12, 0), within(1e-6f));
    }

    @Test
    void theWholeNetworkIsFilledAndTheImageHeadLeftOut() {
        Parameters parameters = new Parameters(manager, inflation);
        VideoSwin swin = new VideoSwin(parameters, CONFIG);

        assertThat(swin.logits(manager.ones(new Shape(1, 3, 8, 16, 16))).getShape())
                .isEqualTo(new Shape(1, 5));
        assertThat(parameters.unused()).isEmpty();
        assertThat(parameters.loaded().get("norm.weight").toFloatArray())
                .containsExactly(image.read("norm.weight", manager).toFloatArray());
    }

    private Weights image() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("patch_embed.proj.weight", new Shape(DIM, 3, 4, 4));
        shapes.put("patch_embed.proj.bias", new Shape(DIM));
        shapes.put("patch_embed.norm.weight", new Shape(DIM));
        shapes.put("patch_embed.norm.bias", new Shape(DIM));
        for (int layer = 0; layer < 2; layer++) {
            int dim = DIM << layer;
            for (int block = 0; block < 2; block++) {
                String b = "layers." + layer + ".blocks." + block + ".";
                for (String norm : List.of("norm1", "norm2")) {
                    shapes.put(b + norm + ".weight", new Shape(dim));
                    shapes.put(b + norm + ".bias", new Shape(dim));
                }
                shapes.put(b + "attn.relative_position_bias_table", new Shape(25, layer + 1));
                shapes.put(b + "attn.relative_position_index", new Shape(9, 9));
                shapes.put(b + "attn.qkv.weight", new Shape(3 * dim, dim));
                shapes.put(b + "attn.qkv.bias", new Shape(3 * dim));
                shapes.put(b + "attn.proj.weight", new Shape(dim, dim));
                shapes.put(b + "attn.proj.bias", new Shape(dim));
                shapes.put(b + "mlp.fc1.weight", new Shape(4 * dim, dim));
                shapes.put(b + "mlp.fc1.bias", new Shape(4 * dim));
                shapes.put(b + "mlp.fc2.weight", new Shape(dim, 4 * dim));
                shapes.put(b + "mlp.fc2.bias", new Shape(dim));
            }
        }
        shapes.put("layers.0.blocks.1.attn_mask", new Shape(4, 9, 9));
        shapes.put("layers.0.downsample.norm.weight", new Shape(4 * DIM));
        shapes.put("layers.0.downsample.norm.bias", new Shape(4 * DIM));
        shapes.put("layers.0.downsample.reduction.weight", new Shape(2 * DIM, 4 * DIM));
        shapes.put("norm.weight", new Shape(2 * DIM));
        shapes.put("norm.bias", new Shape(2 * DIM));
        shapes.put("head.weight", new Shape(1000, 2 * DIM));
        shapes.put("head.bias", new Shape(1000));
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> tensors.put(name, manager.randomNormal(shape)));
        Path file = folder.resolve("swin.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return Weights.open(file);
    }
}
