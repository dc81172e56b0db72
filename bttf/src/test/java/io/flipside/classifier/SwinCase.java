package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.Fixtures;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;

/** A golden case of Video Swin among the test resources. */
record SwinCase(String name) {
    Weights weights() {
        return Weights.open(Fixtures.folder(name).resolve("weights.safetensors"));
    }

    Weights values() {
        return Weights.open(Fixtures.folder(name).resolve("case.safetensors"));
    }

    VideoSwinConfig config() {
        return VideoSwinConfig.of(JsonConfig.read(Fixtures.folder(name)));
    }

    VideoSwin network(NDManager manager) {
        return new VideoSwin(new Parameters(manager, weights()), config());
    }
}
