package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.generator.NetworkPrecision;
import io.flipside.tensor.Holding;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Precision;
import io.flipside.tensor.Weights;
import java.nio.file.Path;

/**
 * One case on disk: {@code config.json}, {@code case.safetensors} and mostly {@code weights.safetensors}.
 *
 * @param path the folder
 * @param manager owner of everything read from it
 * @param precision in which the generator's networks are computed
 */
public record GoldenFolder(Path path, NDManager manager, NetworkPrecision precision) {
    /** Computed in float32, as the golden values are. */
    public GoldenFolder(Path path, NDManager manager) {
        this(path, manager, NetworkPrecision.FULL);
    }

    /** Its configuration. */
    public JsonConfig config() {
        return JsonConfig.read(path);
    }

    /** A tensor of the case file. */
    public NDArray tensor(String name) {
        return Weights.open(path.resolve("case.safetensors")).read(name, manager);
    }

    /** The network's weights. */
    public Parameters weights() {
        return weights(Precision.FLOAT32);
    }

    /** The weights of a velocity network. */
    public Parameters transformerWeights() {
        return weights(precision.transformer());
    }

    /** The weights of an autoencoder. */
    public Parameters vaeWeights() {
        return weights(precision.vae());
    }

    private Parameters weights(Precision type) {
        return new Parameters(manager, Weights.open(path.resolve("weights.safetensors")), Holding.FLOAT32, type);
    }
}
