package io.flipside.generator;

import io.flipside.tensor.Holding;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;

/**
 * A folder that a generator is read from.
 *
 * @param folder where it lies
 * @param json its {@code generator.json}
 * @param files through which everything else of it is read, so that it has a digest
 * @param holding how large layers are held in memory
 */
record GeneratorSource(Path folder, JsonConfig json, ReadFiles files, Holding holding) {}
