package io.flipside.conformance;

import io.flipside.metric.set.Frechet;
import java.util.List;

/** The Frechet distance of two sets of features, in double precision; the covariance of one is singular. */
final class FrechetCase implements GoldenCase {
    @Override
    public String kind() {
        return "frechet";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        double[] distance = {Frechet.distance(folder.tensor("a"), folder.tensor("b"))};
        return List.of(
                Comparison.of("distance", distance, folder.tensor("distance").toDoubleArray(), Comparison.OUTPUT));
    }
}
