package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Path;

/**
 * One case on disk: {@code config.json}, {@code case.safetensors} and mostly {@code weights.safetensors}.
 *
 * @param path the folder
 * @param manager owner of everything read from it
 */
public record GoldenFolder(Path path, NDManager manager) {

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
        return new Parameters(manager, Weights.open(path.resolve("weights.safetensors")));
    }
}
