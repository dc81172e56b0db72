package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import io.flipside.metric.Ssim;
import java.util.List;

/** The structural similarity of two pictures, in double precision. */
final class SsimCase implements GoldenCase {
    @Override
    public String kind() {
        return "ssim";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        NDArray a = folder.tensor("a");
        double[] value = {
            Ssim.picture(
                    a.toDoubleArray(),
                    folder.tensor("b").toDoubleArray(),
                    (int) a.getShape().get(0),
                    (int) a.getShape().get(1),
                    (int) a.getShape().get(2))
        };
        return List.of(Comparison.of("ssim", value, folder.tensor("ssim").toDoubleArray(), Comparison.OUTPUT));
    }
}
