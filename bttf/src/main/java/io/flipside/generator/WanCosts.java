package io.flipside.generator;

import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;
import io.flipside.cost.WeightUse;
import io.flipside.tensor.Holding;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Weights;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a Wan generator costs, from the dimensions of its networks.
 *
 * @param transformer the velocity network's
 * @param vae the autoencoder's
 * @param tower the image tower's
 * @param profile the clips that it makes
 */
record WanCosts(WanTransformerConfig transformer, WanVaeConfig vae, ClipVisionConfig tower, GeneratorProfile profile) {
    private static final String TRANSFORMER = "transformer";
    private static final String VAE = "vae";
    private static final String TOWER = "image_encoder";

    /**
     * Counts.
     *
     * @param weights opened, by network
     * @param settings how it is kept and computed
     * @param small what the small decoder of such a latent costs, if there is one
     */
    GeneratorCosts of(
            Map<String, Weights> weights, GeneratorSettings settings, Function<ClipSize, Optional<GraphCost>> small) {
        Holding holding = settings.holding();
        ClipSize clip = new ClipSize(profile.frames(), profile.side(), profile.side());
        VaeCost ofVae = new VaeCost(vae, clip);
        long imageTokens = transformer.imageDim() > 0 ? tower.tokens() : 0;
        TransformerCost ofTransformer = new TransformerCost(transformer, ofVae.latent(), imageTokens);
        boolean half = Optional.ofNullable(weights.get(TRANSFORMER))
                .filter(Weights::isHalfPrecision)
                .isPresent();
        boolean rounded = settings.precision().transformer() == Precision.BFLOAT16;
        boolean widened = half && !rounded && holding != Holding.FLOAT32 || holding == Holding.STREAMED;
        boolean vaeWidened = Optional.ofNullable(weights.get(VAE))
                .filter(files -> holding.inLayers(files.storedBytes()) != Holding.FLOAT32)
                .filter(files -> settings.precision().vae() == Precision.FLOAT32)
                .filter(files -> files.isHalfPrecision() || holding == Holding.STREAMED)
                .isPresent();
        GraphCost decoder = ofVae.graph(vaeWidened);
        Operations once = ofVae.encoder()
                .times(2) // the clip, and its first frame before mid-grey
                .plus(ofTransformer.context())
                .plus(new TowerCost(tower).tokens());
        return new GeneratorCosts(
                clip,
                ofVae.latent(),
                vae.latentChannels(),
                transformer.dim(),
                transformer.layers(),
                vae.baseDim(),
                ofTransformer.graph(widened),
                decoder,
                once,
                bytes(weights, settings),
                Optional.ofNullable(weights.get(TRANSFORMER))
                        .map(files -> brought(files, ofTransformer, settings))
                        .orElse(WeightUse.NONE),
                settings.precision(),
                Float.BYTES * ofTransformer.contextValues(),
                small.apply(ofVae.latent()));
    }

    // brain floats that are there already are computed with as they are, and so is float32
    private static WeightUse brought(Weights files, TransformerCost cost, GeneratorSettings settings) {
        Holding holding = settings.holding();
        boolean rounded = settings.precision().transformer() == Precision.BFLOAT16;
        if (holding == Holding.FLOAT32 || holding == Holding.STORED && (rounded || !files.isHalfPrecision())) {
            return WeightUse.NONE;
        }
        double bytesOfOne = (double) files.storedBytes() / files.values();
        return new WeightUse(holding, Math.round(cost.valuesOfBlocks() * bytesOfOne), files.storedBytes());
    }

    private static Map<String, Long> bytes(Map<String, Weights> weights, GeneratorSettings settings) {
        Holding holding = settings.holding();
        Map<String, Long> bytes = new TreeMap<>();
        weights.forEach((network, files) -> {
            long values = files.values();
            long stored = files.storedBytes();
            bytes.put(
                    network,
                    switch (network) {
                        case VAE ->
                            held(holding.inLayers(stored), settings.precision().vae(), values, stored);
                        // the small decoder is always there in float32
                        case WanFolder.SMALL_DECODER -> computed(values, Precision.FLOAT32);
                        case TOWER -> held(holding.onceASearch(stored), values, stored);
                        default -> held(holding, settings.precision().transformer(), values, stored);
                    });
        });
        return bytes;
    }

    private static long computed(long values, Precision precision) {
        return values * (precision == Precision.BFLOAT16 ? Short.BYTES : Float.BYTES);
    }

    private static long held(Holding holding, Precision precision, long values, long stored) {
        return precision == Precision.BFLOAT16 && holding != Holding.STREAMED
                ? computed(values, precision)
                : held(holding, values, stored);
    }

    private static long held(Holding holding, long values, long stored) {
        return switch (holding) {
            case FLOAT32 -> Float.BYTES * values;
            case STORED -> stored;
            case STREAMED -> 0;
        };
    }
}
