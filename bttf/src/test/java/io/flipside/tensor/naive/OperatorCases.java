package io.flipside.tensor.naive;

import java.util.List;

/** Small arguments for every operator: odd sizes, one of something, more than one of it, borders. */
final class OperatorCases {
    private OperatorCases() {}

    static List<OperatorCase> all() {
        Cases all = new Cases();
        LayerCases layers = new LayerCases(all);
        layers.layers();
        layers.convolutions();
        WanCases wan = new WanCases(all);
        wan.wan();
        wan.encoders();
        new VaeCases(all).vae();
        new SwinCases(all).swin();
        new LossCases(all).losses();
        new MetricCases(all).metrics();
        new ResidualCases(all).residual();
        return all.cases();
    }
}
