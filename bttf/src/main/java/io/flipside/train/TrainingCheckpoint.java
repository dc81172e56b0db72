package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.SafetensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The saved state of a training run: one safetensors file, written whole or not at all. */
public final class TrainingCheckpoint {
    private static final String STEP = "step";
    private static final String SETTINGS = "settings";

    private TrainingCheckpoint() {}

    /** Saves a run. */
    public static void save(Path file, Trainer trainer, String settings) {
        SafetensorsWriter.write(
                file, trainer.state(), Map.of(STEP, Long.toString(trainer.stepsDone()), SETTINGS, settings));
    }

    /**
     * Takes a run up again if there is something to take up.
     *
     * @return whether there was
     * @throws UserError if the file belongs to a run with other settings
     */
    public static boolean resume(Path file, Trainer trainer, String settings, NDManager manager) {
        if (!Files.exists(file)) {
            return false;
        }
        SafetensorsFile saved = SafetensorsFile.open(file);
        Map<String, String> metadata = saved.header().metadata();
        if (!settings.equals(metadata.get(SETTINGS))) {
            throw new UserError("checkpoint " + file + " was made with other settings (" + metadata.get(SETTINGS)
                    + "). Use the same ones, or another --out.");
        }
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> state = new LinkedHashMap<>();
            saved.header().tensors().forEach((name, info) -> state.put(name, saved.read(info, scope)));
            trainer.restore(state, Long.parseLong(metadata.getOrDefault(STEP, "0")));
        }
        return true;
    }
}
