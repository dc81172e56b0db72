package io.flipside.generator;

import io.flipside.cost.ClipSize;
import io.flipside.cost.GraphCost;
import io.flipside.cost.Operations;

/**
 * What one evaluation of a Wan transformer costs (docs/models.md).
 *
 * @param config its dimensions
 * @param latent size of the latent
 * @param imageTokens that the condition brings; 0 for a text-to-video network
 */
public record TransformerCost(WanTransformerConfig config, ClipSize latent, long imageTokens) {
    private static final int MODULATIONS = 6;
    /** Queries, keys, values and outputs of both attentions. */
    private static final int ATTENTION_LAYERS = 8;
    /** Of those, the layers that tokens of the latent go through at every evaluation. */
    private static final int LAYERS_OF_LATENT = 6;
    /** Four of queries and keys with a weight, one with weight and bias. */
    private static final int NORMS = 6;

    /** Rows of the width of a token that a block's graph keeps: inputs of three norms and of four RMS norms' products. */
    private static final long ROWS_OF_SELF_ATTENTION = 8;

    private static final long ROWS_OF_CROSS_ATTENTION = 6;
    private static final long ROWS_OF_FEED_FORWARD = 2;

    /** Tokens of the latent. */
    public long tokens() {
        return latent.places() / config.patchSize();
    }

    /** The velocity at one timestep. */
    public Operations velocity() {
        double tokens = tokens();
        double patch = config.patchSize();
        Operations embed = Operations.linear(tokens, config.inChannels() * patch, config.dim());
        Operations head = Operations.linear(tokens, config.dim(), config.outChannels() * patch);
        return embed.plus(block().times(config.layers())).plus(head);
    }

    private Operations block() {
        double tokens = tokens();
        double dim = config.dim();
        Operations projections = Operations.linear(tokens, dim, dim).times(LAYERS_OF_LATENT);
        Operations attention = Operations.attention(tokens, tokens, dim);
        Operations text = Operations.attentionToFrozen(tokens, config.textLength(), dim);
        Operations image = imageTokens > 0 ? Operations.attentionToFrozen(tokens, imageTokens, dim) : Operations.NONE;
        Operations feedForward =
                Operations.linear(tokens, dim, config.ffnDim()).plus(Operations.linear(tokens, config.ffnDim(), dim));
        return projections.plus(attention).plus(text).plus(image).plus(feedForward);
    }

    /** Keys and values of text and image, once a search. */
    public Operations context() {
        double dim = config.dim();
        Operations text = Operations.linear(config.textLength(), config.textDim(), dim)
                .plus(Operations.linear(config.textLength(), dim, dim));
        Operations image = Operations.linear(imageTokens, config.imageDim(), config.imageDim())
                .plus(Operations.linear(imageTokens, config.imageDim(), dim));
        Operations keysAndValues =
                Operations.linear(config.textLength() + imageTokens, dim, dim).times(2.0 * config.layers());
        return text.plus(image).plus(keysAndValues).forwardOnly();
    }

    /** The embedding of one timestep. */
    public Operations timestep() {
        double dim = config.dim();
        return Operations.linear(1, config.frequencyDim(), dim)
                .plus(Operations.linear(1, dim, dim))
                .plus(Operations.linear(1, dim, MODULATIONS * dim))
                .forwardOnly();
    }

    private long blockParameters() {
        long dim = config.dim();
        long ofImage = config.imageDim() > 0 ? 2 * (dim * dim + dim) + dim : 0;
        long feedForward = 2 * dim * config.ffnDim() + config.ffnDim() + dim;
        return MODULATIONS * dim + ATTENTION_LAYERS * (dim * dim + dim) + NORMS * dim + ofImage + feedForward;
    }

    /** Values of the weights that an evaluation brings to the blocks; keys and values of text and image are made once. */
    public long valuesOfBlocks() {
        long dim = config.dim();
        long feedForward = 2 * dim * config.ffnDim() + config.ffnDim() + dim;
        return (LAYERS_OF_LATENT * (dim * dim + dim) + feedForward) * config.layers();
    }

    /** Values of all weights. */
    public long parameters() {
        long dim = config.dim();
        long in = (long) config.inChannels() * config.patchSize();
        long time = config.frequencyDim() * dim + dim + dim * dim + dim + MODULATIONS * (dim * dim + dim);
        long text = config.textDim() * dim + dim + dim * dim + dim;
        long image = config.imageDim() > 0
                ? 2L * config.imageDim()
                        + (long) config.imageDim() * config.imageDim()
                        + config.imageDim()
                        + config.imageDim() * dim
                        + dim
                        + 2 * dim
                : 0;
        long out = (long) config.outChannels() * config.patchSize();
        return in * dim + dim + time + text + image + blockParameters() * config.layers() + out * dim + out + 2 * dim;
    }

    /**
     * What its gradient costs.
     *
     * @param widened whether a block's weights are widened when it runs, and kept by its graph
     */
    public GraphCost graph(boolean widened) {
        long weights = widened ? blockParameters() : 0;
        long block = graphOfBlock() + weights;
        long inputs = tokens() * config.dim() * (config.layers() + 1L);
        return new GraphCost(
                Float.BYTES * block * config.layers(), Float.BYTES * inputs, Float.BYTES * block, velocity());
    }

    private long graphOfBlock() {
        long rows = ROWS_OF_SELF_ATTENTION + ROWS_OF_CROSS_ATTENTION + ROWS_OF_FEED_FORWARD;
        return tokens() * (rows * config.dim() + config.ffnDim());
    }

    /** Values of keys and values of text and image, held for a whole search. */
    public long contextValues() {
        return 2L * config.layers() * (config.textLength() + imageTokens) * config.dim();
    }
}
