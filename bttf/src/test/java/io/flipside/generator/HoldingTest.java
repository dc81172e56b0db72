package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.structure.SmallModels;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.HalfPrecision;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.SafetensorsWriter.Content;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However weights are held, a generator's values and gradients are the same bits. */
class HoldingTest {
    private static final double TIMESTEP = 700;

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

    @ParameterizedTest
    @CsvSource({
        "BF16, STORED, false, FLOAT32", "BF16, STREAMED, false, FLOAT32", "F16, STORED, false, FLOAT32",
        "F16, STREAMED, false, FLOAT32", "F32, STORED, false, FLOAT32", "F32, STREAMED, false, FLOAT32",
        "BF16, STORED, true, FLOAT32", "BF16, STREAMED, true, FLOAT32", "F32, STORED, true, FLOAT32",
        "F32, STREAMED, true, FLOAT32", "BF16, STREAMED, false, BFLOAT16", "F32, STREAMED, true, BFLOAT16"
    })
    void theWayWeightsAreHeldChangesNoBit(ElementType stored, Holding holding, boolean adapted, Precision precision)
            throws IOException {
        Path generator = SmallModels.generator(folder.resolve("generator"), manager);
        store(generator.resolve("transformer/model.safetensors"), stored);
        store(generator.resolve("image_encoder/model.safetensors"), stored);
        Optional<Path> adapter =
                adapted ? Optional.of(SmallModels.adapter(folder.resolve("adapter"), manager)) : Optional.empty();

        assertThat(valueAndGradient(generator, adapter, holding, precision))
                .isDeepEqualTo(valueAndGradient(generator, adapter, Holding.FLOAT32, precision));
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void halfPrecisionIsHeldInHalfTheBytes(ElementType stored) throws IOException {
        Path file = folder.resolve("half.safetensors");
        SafetensorsWriter.write(file, Map.of("w", manager.arange(8f)), Map.of());
        store(file, stored);

        try (NDManager owner = manager.newSubManager()) {
            Weights.open(file).hold("w", new Shape(8), owner);
            assertThat(owner.getManagedArrays()).singleElement().satisfies(array -> assertThat(
                            array.getDataType().getNumOfBytes())
                    .isEqualTo(2));
        }
    }

    private float[][] valueAndGradient(Path folder, Optional<Path> adapter, Holding holding, Precision precision) {
        GeneratorSettings settings = new GeneratorSettings(holding, new NetworkPrecision(precision, precision));
        try (NDManager scope = manager.newSubManager()) {
            Generator generator =
                    GeneratorFolder.load(folder, adapter, settings, scope).generator();
            NDArray clip = scope.linspace(-1, 1, (int) SmallModels.CLIP.size()).reshape(SmallModels.CLIP);
            NDArray latent = generator.encode(clip);
            try (ConditionedGenerator conditioned = generator.condition(clip);
                    Pullback pullback = conditioned.velocity(TIMESTEP, true).forward(latent)) {
                NDArray gradient = pullback.pull(pullback.value().duplicate());
                return new float[][] {pullback.value().toFloatArray(), gradient.toFloatArray()};
            }
        }
    }

    /** Writes a file's tensors anew in another type; names of one dimension too, as published checkpoints have them. */
    private void store(Path file, ElementType type) {
        Weights weights = Weights.open(file);
        Map<String, Content> contents = new LinkedHashMap<>();
        try (NDManager scope = manager.newSubManager()) {
            for (String name : weights.names()) {
                NDArray array = weights.read(name, scope);
                contents.put(name, new Content(type, array.getShape(), () -> switch (type) {
                    case BF16 -> HalfPrecision.nearestBrainFloats(array.toFloatArray());
                    case F16 -> array.toType(DataType.FLOAT16, true).toByteBuffer();
                    default -> array.toByteBuffer();
                }));
            }
            SafetensorsWriter.writeAll(file, contents, Map.of("format", "pt"));
        }
    }
}
