package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwinNamesTest {
    private static final SwinCase CASE = new SwinCase("video-swin");

    @TempDir
    Path folder;

    @Test
    void namesFollowThePublicTable() {
        Map<String, String> table = Map.of(
                "backbone.patch_embed.norm.bias", "patch_embed.norm.bias",
                "state_dict.backbone.layers.0.blocks.1.norm2.weight", "features.0.1.norm2.weight",
                "backbone.layers.2.blocks.5.attn.qkv.bias", "features.4.5.attn.qkv.bias",
                "backbone.layers.3.blocks.0.mlp.fc1.weight", "features.6.0.mlp.0.weight",
                "backbone.layers.3.blocks.0.mlp.fc2.bias", "features.6.0.mlp.3.bias",
                "backbone.layers.1.downsample.reduction.weight", "features.3.reduction.weight",
                "backbone.layers.1.downsample.norm.weight", "features.3.norm.weight",
                "backbone.norm3.weight", "norm.weight",
                "state_dict.cls_head.fc_cls.bias", "head.bias",
                "features.0.0.mlp.3.bias", "features.0.0.mlp.3.bias");
        table.forEach((theirs, ours) ->
                assertThat(SwinNames.tensor(theirs)).as(theirs).contains(ours));
        assertThat(SwinNames.tensor("features.0.0.attn.relative_position_index"))
                .isEmpty();
        assertThat(SwinNames.tensor("backbone.layers.0.blocks.0.attn.relative_position_index"))
                .isEmpty();
    }

    @Test
    void aCheckpointUnderMmactionNamesGivesTheSameBits() {
        try (NDManager manager = NDManager.newBaseManager()) {
            TensorSource renamed = SwinNames.torchvision(mmaction(manager));
            Parameters parameters = new Parameters(manager, renamed);
            NDArray clip = CASE.values().read("clip", manager);

            NDArray logits = new VideoSwin(parameters, CASE.config()).logits(clip);

            assertThat(logits.toByteArray())
                    .isEqualTo(CASE.network(manager).logits(clip).toByteArray());
            assertThat(parameters.unused()).isEmpty();
        }
    }

    @Test
    void aMissingTensorIsNamed() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Path file = folder.resolve("some.safetensors");
            SafetensorsWriter.write(file, Map.of("backbone.norm3.weight", manager.ones(new Shape(2))), Map.of());
            Parameters parameters = new Parameters(manager, SwinNames.torchvision(Weights.open(file)));
            VideoSwinConfig config = CASE.config();
            assertThatThrownBy(() -> new VideoSwin(parameters, config))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("patch_embed.proj.weight");
        }
    }

    private Weights mmaction(NDManager manager) {
        Weights weights = CASE.weights();
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        for (String name : weights.names()) {
            tensors.put(theirs(name), weights.read(name, manager));
        }
        tensors.put("backbone.layers.0.blocks.0.attn.relative_position_index", manager.zeros(new Shape(3, 3)));
        Path file = folder.resolve("mmaction.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return Weights.open(file);
    }

    private static String theirs(String name) {
        String[] parts = name.split("\\.", 3);
        if (parts[0].equals("head")) {
            return "cls_head.fc_cls." + parts[1];
        } else if (parts[0].equals("norm")) {
            return "backbone.norm3." + parts[1];
        } else if (!parts[0].equals("features")) {
            return "backbone." + name;
        }
        int layer = Integer.parseInt(parts[1]);
        if (layer % 2 == 1) {
            return "backbone.layers." + layer / 2 + ".downsample." + parts[2];
        }
        String rest = parts[2].replace("mlp.0.", "mlp.fc1.").replace("mlp.3.", "mlp.fc2.");
        return "backbone.layers." + layer / 2 + ".blocks." + rest;
    }
}
