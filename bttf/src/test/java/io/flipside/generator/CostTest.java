package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.AskedShapes;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
    private static final long PUBLISHED_14B = 16_394_878_784L;
    private static final ClipSize LATENT = new ClipSize(5, 16, 16);

    @Test
    void theParametersOfThePublicTransformerAreThePublishedNumber() {
        assertThat(new TransformerCost(WanTransformerConfig.WAN_14B, LATENT, 257).parameters())
                .isEqualTo(PUBLISHED_14B);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parametersAreThoseThatTheNetworkReads(boolean large) {
        WanTransformerConfig config = large ? WanTransformerConfig.WAN_1_3B : WanTransformerConfig.WAN_14B;
        AskedShapes asked = new AskedShapes();
        try (NDManager manager = NDManager.newBaseManager()) {
            new WanTransformer(new Parameters(manager, asked), config);
        }

        assertThat(new TransformerCost(config, LATENT, 257).parameters())
                .isEqualTo(
                        asked.shapes().values().stream().mapToLong(Shape::size).sum());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnEvaluationBringsAreTheProductsOfTheBlocksThatSeeTheLatent(boolean large) {
        WanTransformerConfig config = large ? WanTransformerConfig.WAN_1_3B : WanTransformerConfig.WAN_14B;
        AskedShapes asked = new AskedShapes();
        try (NDManager manager = NDManager.newBaseManager()) {
            new WanTransformer(new Parameters(manager, asked), config);
        }

        assertThat(new TransformerCost(config, LATENT, 257).valuesOfBlocks())
                .isEqualTo(asked.shapes().entrySet().stream()
                        .filter(tensor -> tensor.getKey()
                                .matches("blocks\\..*(attn1\\.to_|attn2\\.to_q|attn2\\.to_out|ffn\\.).*"))
                        .mapToLong(tensor -> tensor.getValue().size())
                        .sum());
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, FLOAT32, FLOAT32, false",
        "STORED, FLOAT32, STORED, true",
        "STREAMED, FLOAT32, STREAMED, true",
        "STORED, BFLOAT16, FLOAT32, false",
        "STREAMED, BFLOAT16, STREAMED, true",
    })
    void weightsComeToTheBlocksUnlessTheyAreThereAsTheyAreComputedWith(
            Holding holding, Precision precision, Holding from, boolean brought) {
        GeneratorSettings settings =
                new GeneratorSettings(holding, new NetworkPrecision(precision, Precision.FLOAT32));
        GeneratorCosts costs = GeneratorFolder.costs(Path.of("../embedded/models/generators/tiny"), settings);

        assertThat(costs.brought().holding()).isEqualTo(from);
        assertThat(costs.brought().bytes() > 0).isEqualTo(brought);
        assertThat(costs.brought().bytes()).isLessThanOrEqualTo(costs.brought().fileBytes());
    }

    /** Counted by PyTorch on the public modules: docs/count_operations.py; within 5 %. */
    @ParameterizedTest
    @CsvSource({
        "1.3B, 17, 128, 1093170233344, 883583877120",
        "14B, 33, 480, 255797013381120, 306266406912000",
    })
    void operationsOfTheTransformerAreThoseThatPyTorchCounts(
            String size, int frames, int side, double forward, double backward) {
        WanTransformerConfig config = size.equals("14B") ? WanTransformerConfig.WAN_14B : WanTransformerConfig.WAN_1_3B;
        VaeCost vae = new VaeCost(WanVaeConfig.WAN_2_1, new ClipSize(frames, side, side));
        TransformerCost cost = new TransformerCost(config, vae.latent(), 257);

        assertThat(cost.velocity().plus(cost.context()).plus(cost.timestep()).forward())
                .isCloseTo(forward, withPercentage(5));
        assertThat(cost.velocity().backward()).isCloseTo(backward, withPercentage(5));
    }

    /** As above. */
    @ParameterizedTest
    @CsvSource({"17, 128, 2390376448000, 2390879764480", "9, 64, 320765263872, 320784138240"})
    void operationsOfTheDecoderAreThoseThatPyTorchCounts(int frames, int side, double forward, double backward) {
        VaeCost cost = new VaeCost(WanVaeConfig.WAN_2_1, new ClipSize(frames, side, side));

        assertThat(cost.decoder().forward()).isCloseTo(forward, withPercentage(5));
        assertThat(cost.decoder().backward()).isCloseTo(backward, withPercentage(5));
    }
}
