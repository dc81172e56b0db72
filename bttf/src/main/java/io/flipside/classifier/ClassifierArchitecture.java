package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a kind of classifier is read from its folder. */
interface ClassifierArchitecture {
    /**
     * Reads one.
     *
     * @param json its {@code config.json}
     * @param files through which everything else of the folder is read, so that it has a digest
     * @param manager owner of the weights; closed by the caller if this fails
     * @throws io.flipside.UserError naming what is missing or does not fit
     */
    VideoClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager);

    /**
     * What one costs on clips of a size, from its configuration and headers.
     *
     * @throws io.flipside.UserError as {@link #open} does, or if clips of this size are too short for it
     */
    ClassifierCosts costs(Path folder, JsonConfig json, ReadFiles files, ClipSize clip);

    /**
     * All that does not fit in its own fields and its weights, from headers alone.
     *
     * @return sentences; empty if everything fits
     * @throws io.flipside.UserError if a file is missing or cannot be read
     */
    List<String> problems(Path folder, JsonConfig json, ReadFiles files);

    /**
     * The dimensions of a network of ours; empty of a program.
     *
     * @throws io.flipside.UserError naming a field that is missing or does not fit
     */
    Optional<NetworkForm> form(JsonConfig json);
}
