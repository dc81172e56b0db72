package io.flipside.generator;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;

/** How a kind of generator is read from its folder. */
@FunctionalInterface
interface GeneratorArchitecture {
    /**
     * Reads one. Configurations and headers are checked before any tensor is read.
     *
     * @param adapter LoRA file to merge into its network
     * @param manager owner of the weights; closed by the caller if this fails
     * @throws io.flipside.UserError naming what is missing or does not fit
     */
    LoadedGenerator load(GeneratorSource source, Optional<Path> adapter, NDManager manager);
}
