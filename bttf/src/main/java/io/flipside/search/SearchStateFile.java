package io.flipside.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.HeaderLimits;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link SearchState} as one safetensors file: latent and moments as float32, the rest as metadata. */
public final class SearchStateFile {
    private static final String LATENT = "latent";
    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";

    private static final HeaderLimits LIMITS = new HeaderLimits(3, 1_000_000);

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
        SafetensorsFile saved = SafetensorsFile.open(file, LIMITS);
        check(saved, file);
        try (NDManager scope = manager.newSubManager()) {
            AdamW.State optimiser = new AdamW.State(
                    latent(saved, LATENT, file, scope),
                    latent(saved, FIRST, file, scope),
                    latent(saved, SECOND, file, scope),
                    number(saved, "step", Long.MAX_VALUE, file));
            return new SearchState(
                    (int) number(saved, "stage", Integer.MAX_VALUE, file),
                    (int) number(saved, "iteration", Integer.MAX_VALUE, file),
                    (int) number(saved, "confident", Integer.MAX_VALUE, file),
                    optimiser,
                    Optional.empty());
        }
    }

    // from the header alone: nothing exists yet that would have to be freed
    private static void check(SafetensorsFile saved, Path file) {
        Map<String, TensorInfo> tensors = saved.header().tensors();
        for (String name : List.of(LATENT, FIRST, SECOND)) {
            if (!tensors.containsKey(name) || tensors.get(name).type() != ElementType.F32) {
                throw new UserError("search state " + file + " lacks the float32 tensor '" + name + "'.");
            }
        }
        Set<Shape> shapes = tensors.values().stream().map(TensorInfo::shape).collect(Collectors.toSet());
        if (tensors.size() != 3 || shapes.size() != 1 || shapes.stream().anyMatch(shape -> shape.size() == 0)) {
            throw new UserError(
                    "search state " + file + " must hold 'latent', 'first_moment' and 'second_moment' of one"
                            + " shape and nothing else. Start the search anew.");
        }
    }

    private static Latent latent(SafetensorsFile saved, String name, Path file, NDManager scope) {
        TensorInfo info = saved.header().tensors().get(name);
        if (info == null) {
            throw new UserError("search state " + file + " lacks the float32 tensor '" + name + "'.");
        }
        return Latent.of(info.shape(), saved.read(info, scope).toFloatArray());
    }

    private static long number(SafetensorsFile saved, String name, long most, Path file) {
        String text = saved.header().metadata().getOrDefault(name, "");
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UserError("search state " + file + " lacks the number '" + name + "' in its metadata.", e);
        }
        throw new UserError("search state " + file + ": '" + name + "' is " + text + ", which no search has.");
    }
}
