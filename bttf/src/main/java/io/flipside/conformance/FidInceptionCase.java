package io.flipside.conformance;

import io.flipside.metric.network.InceptionV3;
import io.flipside.tensor.Parameters;
import java.util.List;

/** Features of FID's Inception-V3. */
final class FidInceptionCase implements GoldenCase {
    @Override
    public String kind() {
        return "fid-inception";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        InceptionV3 network = new InceptionV3(new Parameters(folder.manager(), new FilledTensors()));
        return List.of(Comparison.of(
                "features", network.features(folder.tensor("images")), folder.tensor("features"), Comparison.OUTPUT));
    }
}
