package io.flipside.generator;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a kind of generator is read from its folder. */
interface GeneratorArchitecture {
    /**
     * Reads one. Configurations and headers are checked before any tensor is read.
     *
     * @param adapter LoRA file to merge into its network
     * @param manager owner of the weights; closed by the caller if this fails
     * @throws io.flipside.UserError naming what is missing or does not fit
     */
    LoadedGenerator load(GeneratorSource source, Optional<Path> adapter, NDManager manager);

    /**
     * All that does not fit in its configurations and headers; no tensor is read.
     *
     * @throws io.flipside.UserError if a file cannot be read at all
     */
    List<String> problems(GeneratorSource source);

    /**
     * What one costs, from its configurations and headers.
     *
     * @throws io.flipside.UserError as {@link #load} does
     */
    GeneratorCosts costs(GeneratorSource source);
}
