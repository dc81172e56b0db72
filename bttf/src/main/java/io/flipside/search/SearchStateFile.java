package io.flipside.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A {@link SearchState} as one safetensors file: latent and moments as float32, the rest as metadata. */
public final class SearchStateFile {
    private static final String LATENT = "latent";
    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";

    private SearchStateFile() {}

    /** Writes a state, whole or not at all. */
    public static void save(Path file, SearchState state, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            SafetensorsWriter.write(file, tensors(state, scope), metadata(state));
        }
    }

    /** The bytes of the file that {@link #save} would write; for small states. */
    public static byte[] bytes(SearchState state, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return SafetensorsWriter.bytes(tensors(state, scope), metadata(state));
        }
    }

    private static Map<String, NDArray> tensors(SearchState state, NDManager scope) {
        AdamW.State optimiser = state.optimiser();
        return Map.of(
                LATENT, optimiser.variable().toArray(scope),
                FIRST, optimiser.firstMoment().toArray(scope),
                SECOND, optimiser.secondMoment().toArray(scope));
    }

    private static Map<String, String> metadata(SearchState state) {
        return Map.of(
                "stage", Integer.toString(state.stage()),
                "iteration", Integer.toString(state.iteration()),
                "confident", Integer.toString(state.confident()),
                "step", Long.toString(state.optimiser().step()));
    }

    /**
     * Reads a state; the report of the last update is not part of it.
     *
     * @throws UserError if the file is not a state
     */
    public static SearchState load(Path file, NDManager manager) {
        SafetensorsFile saved = SafetensorsFile.open(file);
        try (NDManager scope = manager.newSubManager()) {
            AdamW.State optimiser = new AdamW.State(
                    latent(saved, LATENT, file, scope),
                    latent(saved, FIRST, file, scope),
                    latent(saved, SECOND, file, scope),
                    number(saved, "step", file));
            return new SearchState(
                    (int) number(saved, "stage", file),
                    (int) number(saved, "iteration", file),
                    (int) number(saved, "confident", file),
                    optimiser,
                    Optional.empty());
        }
    }

    private static Latent latent(SafetensorsFile saved, String name, Path file, NDManager scope) {
        TensorInfo info = saved.header().tensors().get(name);
        if (info == null || info.type() != ElementType.F32) {
            throw new UserError("search state " + file + " lacks the float32 tensor '" + name + "'.");
        }
        Shape shape = info.shape();
        return Latent.of(shape, saved.read(info, scope).toFloatArray());
    }

    private static long number(SafetensorsFile saved, String name, Path file) {
        try {
            return Long.parseLong(saved.header().metadata().getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new UserError("search state " + file + " lacks the number '" + name + "' in its metadata.", e);
        }
    }
}
