package io.flipside.generator;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Wan2.1 image-to-video. */
final class WanArchitecture implements GeneratorArchitecture {
    @Override
    public LoadedGenerator load(GeneratorSource source, Optional<Path> adapter, NDManager manager) {
        return WanFolder.load(source, adapter, manager);
    }

    @Override
    public List<String> problems(GeneratorSource source) {
        return WanHeaders.problems(source);
    }

    @Override
    public GeneratorCosts costs(GeneratorSource source) {
        return WanFolder.costs(source);
    }
}
