package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.flipside.metric.network.I3d;
import io.flipside.tensor.Parameters;
import java.util.List;

/** Logits of I3D for a clip that is given by a formula of its flat index. */
final class I3dCase implements GoldenCase {
    private static final Shape CLIP = new Shape(1, 3, 16, I3d.SIDE, I3d.SIDE);

    @Override
    public String kind() {
        return "i3d";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        I3d network = new I3d(new Parameters(folder.manager(), new FilledTensors()));
        float[] values = new float[Math.toIntExact(CLIP.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.tanh(Math.sin(0.017 * i) + Math.cos(0.00031 * i));
        }
        NDArray clip = folder.manager().create(values, CLIP);
        return List.of(Comparison.of("logits", network.logits(clip), folder.tensor("logits"), Comparison.OUTPUT));
    }
}
