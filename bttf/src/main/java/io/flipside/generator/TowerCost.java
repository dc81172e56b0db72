package io.flipside.generator;

import io.flipside.cost.Operations;

/**
 * What a CLIP vision tower costs on one frame; the last block is not run.
 *
 * @param config its dimensions
 */
public record TowerCost(ClipVisionConfig config) {
    private static final int CHANNELS = 3;

    /** The tokens of one frame, once a search. */
    public Operations tokens() {
        double tokens = config.tokens();
        double width = config.width();
        double patch = (double) CHANNELS * config.patchSize() * config.patchSize();
        Operations block = Operations.linear(tokens, width, width)
                .times(4)
                .plus(Operations.attention(tokens, tokens, width))
                .plus(Operations.linear(tokens, width, config.inner()).times(2));
        return Operations.linear(tokens - 1, patch, width)
                .plus(block.times(config.layers() - 1.0))
                .forwardOnly();
    }
}
