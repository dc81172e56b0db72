package io.flipside.conformance;

import io.flipside.generator.Umt5Config;
import io.flipside.generator.Umt5Encoder;
import java.util.List;

/** Hidden states with a padding mask. */
final class Umt5Case implements GoldenCase {
    @Override
    public String kind() {
        return "umt5-encoder";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        Umt5Encoder encoder = new Umt5Encoder(folder.weights(), Umt5Config.of(folder.config()));
        return List.of(Comparison.of(
                "hidden",
                encoder.encode(folder.tensor("ids"), folder.tensor("mask")),
                folder.tensor("hidden"),
                Comparison.OUTPUT));
    }
}
