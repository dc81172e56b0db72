package io.flipside.metric;

import io.flipside.metric.network.MetricNetwork;
import io.flipside.tensor.TensorSource;
import java.util.List;

/** The weights of a metric's network, or why there are none. */
public sealed interface NetworkWeights {
    /**
     * Weights that fit.
     *
     * @param tensors under the names that the network reads
     * @param sha256 of the files they lie in, in lower-case hexadecimal
     */
    record Registered(TensorSource tensors, List<String> sha256) implements NetworkWeights {
        public Registered {
            sha256 = List.copyOf(sha256);
        }
    }

    /**
     * No weights.
     *
     * @param reason why not, one sentence for people
     * @param howToGetIt what to do to get them, one sentence for people
     */
    record Missing(String reason, String howToGetIt) implements NetworkWeights {}

    /** What is said where nobody has registered them. */
    static Missing notRegistered(MetricNetwork network) {
        return new Missing(
                "The public weights of " + network.words() + " are not registered.",
                "Register them: flipside models add " + network.id() + " DIR (docs/guide.md, Weights of metrics).");
    }
}
