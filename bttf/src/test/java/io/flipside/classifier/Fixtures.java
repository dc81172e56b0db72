package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.nio.file.Path;

/** The golden cases among the test resources. */
final class Fixtures {
    private Fixtures() {}

    static Path folder(String name) {
        return Path.of("src/test/resources/fixtures", name);
    }

    static Weights weights(String name) {
        return Weights.open(folder(name).resolve("weights.safetensors"));
    }

    static Weights values(String name) {
        return Weights.open(folder(name).resolve("case.safetensors"));
    }

    static VideoSwinConfig config(String name) {
        return VideoSwinConfig.of(JsonConfig.read(folder(name)));
    }

    static VideoSwin swin(String name, NDManager manager) {
        return new VideoSwin(new Parameters(manager, weights(name)), config(name));
    }
}
