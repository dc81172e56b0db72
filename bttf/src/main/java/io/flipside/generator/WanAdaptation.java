package io.flipside.generator;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.Holding;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A generator of the Wan family whose transformer's layers somebody else holds, to train what lies beside them.
 *
 * @param generator with such a transformer
 * @param profile the clips that it makes
 * @param sha256 of every file of the folder that was read, by relative name
 */
public record WanAdaptation(WanGenerator generator, GeneratorProfile profile, Map<String, String> sha256) {
    public WanAdaptation {
        sha256 = Map.copyOf(sha256);
    }

    /**
     * Opens a generator.
     *
     * @param layers from the transformer's tensors, under diffusers' names, to those that it is built from
     * @param manager owner of the weights
     * @throws UserError naming what is missing or does not fit
     */
    public static WanAdaptation open(Path folder, UnaryOperator<TensorSource> layers, NDManager manager) {
        GeneratorFolder.refusePublished(folder);
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve(GeneratorFolder.PROFILE));
        if (!(GeneratorArchitectures.of(json) instanceof WanArchitecture)) {
            throw new UserError(
                    "generator " + folder + " is not of the Wan family. Adapters are trained for that only.");
        }
        return WanFolder.open(
                new GeneratorSource(folder, json, files, GeneratorSettings.of(Holding.STORED)), layers, manager);
    }
}
