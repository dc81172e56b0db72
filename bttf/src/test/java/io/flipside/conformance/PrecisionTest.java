package io.flipside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.Fixtures;
import io.flipside.generator.NetworkPrecision;
import io.flipside.generator.WanContext;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.search.BttfState;
import io.flipside.search.CounterfactualSearch;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.RandomTensors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference: the same networks in float32, and the public implementations' golden values. */
class PrecisionTest {
    private static final NetworkPrecision BRAIN = new NetworkPrecision(Precision.BFLOAT16, Precision.BFLOAT16);

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
    void aTransformerInBrainFloatsIsNearTheGoldenValues() {
        requireNear(new WanTransformerCase().run(folder("wan-transformer", BRAIN)), 0.03);
    }

    /** Its gradient suffers most: that of the decoder's last layers is small beside that of the rest. */
    @Test
    void anAutoencoderInBrainFloatsIsNearTheGoldenValues() {
        requireNear(new WanVaeCase().run(folder("wan-vae", BRAIN)), 0.15);
    }

    /** Near, and not equal: it was computed in another type. */
    private static void requireNear(List<Comparison> comparisons, double tolerance) {
        assertThat(comparisons).isNotEmpty().allSatisfy(comparison -> assertThat(comparison.error())
                .as(comparison.quantity())
                .isBetween(Comparison.GRADIENT, tolerance));
    }

    /** The VAE alone stays below 0.999 at three steps, which is why it is float32 unless asked otherwise. */
    @ParameterizedTest
    @CsvSource({
        "0, BFLOAT16, FLOAT32, 0.999",
        "1, BFLOAT16, FLOAT32, 0.999",
        "3, BFLOAT16, FLOAT32, 0.999",
        "1, BFLOAT16, BFLOAT16, 0.998",
        "3, BFLOAT16, BFLOAT16, 0.997"
    })
    void theWholeGradientOfASearchPointsWhereItDoesInFloat32(
            int stage, Precision transformer, Precision vae, double cosine) {
        float[] rounded = gradient(stage, new NetworkPrecision(transformer, vae));

        assertThat(cosine(rounded, gradient(stage, NetworkPrecision.FULL))).isBetween(cosine, 1 - 1e-9);
    }

    /** Two blocks with the dimensions of the public network of 1.3 billion parameters, random weights. */
    @Test
    void theGradientThroughBlocksOfRealDimensionsPointsWhereItDoesInFloat32() {
        assertThat(cosine(throughBlocks(Precision.BFLOAT16), throughBlocks(Precision.FLOAT32)))
                .isBetween(0.99, 1 - 1e-9);
    }

    private float[] throughBlocks(Precision precision) {
        WanTransformerConfig real = WanTransformerConfig.WAN_1_3B;
        WanTransformerConfig config = new WanTransformerConfig(
                real.patch(),
                real.heads(),
                real.headDim(),
                real.inChannels(),
                real.outChannels(),
                real.textDim(),
                real.textLength(),
                real.frequencyDim(),
                real.ffnDim(),
                2,
                0,
                real.eps());
        try (NDManager scope = manager.newSubManager()) {
            WanTransformer network =
                    new WanTransformer(new Parameters(scope, new RandomTensors(1), Holding.STORED, precision), config);
            NDArray latent = latent(scope, 16, 2);
            NDArray text = Latent.noise(new Shape(1, config.textLength(), config.textDim()), 5)
                    .toArray(scope);
            try (WanContext context = network.context(latent(scope, 20, 3), text, text);
                    Pullback pullback = network.velocity(context, 700, true).forward(latent)) {
                return pullback.pull(latent(scope, 16, 4)).toFloatArray();
            }
        }
    }

    private static NDArray latent(NDManager scope, int channels, long seed) {
        return Latent.noise(new Shape(1, channels, 2, 8, 8), seed).toArray(scope);
    }

    private GoldenFolder folder(String name, NetworkPrecision precision) {
        return new GoldenFolder(Fixtures.folder(name), manager, precision);
    }

    /** Of the first update at a stage: after it the first moment is a tenth of the gradient. */
    private float[] gradient(int stage, NetworkPrecision precision) {
        GoldenFolder folder = folder("search", precision);
        try (CounterfactualSearch search = SearchCase.open(folder)) {
            SearchState start = search.start(Latent.of(folder.tensor("initial_latent")));
            SearchState there = new SearchState(stage, 0, start.latents(), start.counters(), Optional.empty());
            return BttfState.of(search.next(there))
                    .optimiser()
                    .firstMoment()
                    .toArray(manager)
                    .toFloatArray();
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
