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
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.ReadFiles;
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
import org.junit.jupiter.api.Test;
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
    @CsvSource({
        "BF16, STORED, FLOAT32",
        "BF16, STREAMED, FLOAT32",
        "F16, STORED, FLOAT32",
        "F32, STREAMED, FLOAT32",
        "BF16, STORED, BFLOAT16",
        "BF16, STREAMED, BFLOAT16"
    })
    void theWayTheAutoencoderIsHeldChangesNoBit(ElementType stored, Holding holding, Precision precision)
            throws IOException {
        Path vae = SmallModels.generator(folder.resolve("generator"), manager).resolve("vae");
        store(vae.resolve("model.safetensors"), stored);

        for (boolean recompute : new boolean[] {false, true}) {
            assertThat(decodedAndGradient(vae, holding, precision, recompute))
                    .isDeepEqualTo(decodedAndGradient(vae, Holding.FLOAT32, precision, recompute));
        }
    }

    @Test
    void anAutoencoderInLayersIsOnlyWhatItsFileStores() throws IOException {
        Path vae = SmallModels.generator(folder.resolve("generator"), manager).resolve("vae");
        store(vae.resolve("model.safetensors"), ElementType.BF16);

        long values = Weights.open(vae).values();
        assertThat(bytesHeld(vae, Holding.FLOAT32)).isGreaterThanOrEqualTo(4 * values);
        assertThat(bytesHeld(vae, Holding.STORED)).isLessThan(3 * values);
        assertThat(bytesHeld(vae, Holding.STREAMED)).isLessThan(values);
    }

    @ParameterizedTest
    @CsvSource({
        "BF16, STORED, FLOAT32, true",
        "F32, STREAMED, FLOAT32, true",
        "F32, STORED, FLOAT32, false",
        "BF16, FLOAT32, FLOAT32, false",
        "BF16, STORED, BFLOAT16, false"
    })
    void onlyWeightsThatAreCopiedForALayerCountAsKeptByItsGraph(
            ElementType stored, Holding holding, Precision precision, boolean widened) throws IOException {
        Path vae = SmallModels.generator(folder.resolve("generator"), manager).resolve("vae");
        store(vae.resolve("model.safetensors"), stored);

        try (NDManager scope = manager.newSubManager()) {
            assertThat(vae(vae, holding, precision, scope).isWidened()).isEqualTo(widened);
        }
    }

    private long bytesHeld(Path vae, Holding holding) {
        try (NDManager scope = manager.newSubManager()) {
            vae(vae, holding, Precision.FLOAT32, scope);
            return scope.getManagedArrays().stream()
                    .mapToLong(array -> array.size() * array.getDataType().getNumOfBytes())
                    .sum();
        }
    }

    private static WanVae vae(Path vae, Holding holding, Precision precision, NDManager scope) {
        WanVaeConfig config = WanVaeConfig.of(new ReadFiles(vae).config(vae));
        return new WanVae(new Parameters(scope, Weights.open(vae), holding, precision), config);
    }

    private float[][] decodedAndGradient(Path vae, Holding holding, Precision precision, boolean recompute) {
        try (NDManager scope = manager.newSubManager()) {
            WanVae held = vae(vae, holding, precision, scope);
            NDArray clip = scope.linspace(-1, 1, (int) SmallModels.CLIP.size()).reshape(SmallModels.CLIP);
            NDArray latent = held.encode(clip);
            try (Pullback pullback = held.decoder(recompute).forward(latent)) {
                NDArray gradient = pullback.pull(pullback.value().duplicate());
                return new float[][] {latent.toFloatArray(), pullback.value().toFloatArray(), gradient.toFloatArray()};
            }
        }
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
