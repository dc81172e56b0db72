package io.flipside.conformance;

import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import java.util.List;

/** Output of the last block but one. */
final class ClipVisionCase implements GoldenCase {
    @Override
    public String kind() {
        return "clip-vision";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        ClipVision tower = new ClipVision(folder.weights(), ClipVisionConfig.of(folder.config()));
        return List.of(Comparison.of(
                "penultimate",
                tower.penultimate(folder.tensor("pixels")),
                folder.tensor("penultimate"),
                Comparison.OUTPUT));
    }
}
