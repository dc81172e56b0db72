package io.flipside.generator;

import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;

/**
 * A folder that a generator is read from.
 *
 * @param folder where it lies
 * @param json its {@code generator.json}
 * @param files through which everything else of it is read, so that it has a digest
 * @param settings how it is kept and computed
 */
record GeneratorSource(Path folder, JsonConfig json, ReadFiles files, GeneratorSettings settings) {}
