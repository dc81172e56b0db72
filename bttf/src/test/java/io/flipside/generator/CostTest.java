package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.AskedShapes;
import io.flipside.tensor.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
