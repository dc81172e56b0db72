package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.metric.network.Lpips;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorSource;
import java.util.List;
import java.util.Set;

/** Perceptual distances of two pairs of pictures; the public heads are in the case, the trunk is filled. */
final class LpipsAlexCase implements GoldenCase {
    @Override
    public String kind() {
        return "lpips-alex";
    }

    @Override
    public List<Comparison> run(GoldenFolder folder) {
        Lpips network = new Lpips(new Parameters(folder.manager(), new PublicHeads(folder, new FilledTensors())));
        return List.of(Comparison.of(
                "distance",
                network.distances(folder.tensor("a"), folder.tensor("b")),
                folder.tensor("distance"),
                Comparison.OUTPUT));
    }

    private record PublicHeads(GoldenFolder folder, TensorSource trunk) implements TensorSource {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public NDArray read(String name, Shape expected, NDManager manager) {
            return name.startsWith("lin") ? folder.tensor(name) : trunk.read(name, expected, manager);
        }
    }
}
