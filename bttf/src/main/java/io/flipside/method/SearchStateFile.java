package io.flipside.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.tensor.ElementType;
import io.flipside.tensor.HeaderLimits;
import io.flipside.tensor.Printable;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link SearchState} as one safetensors file: each latent as a float32 tensor of its name, stage, iteration and each
 * counter as metadata. Equal states give equal bytes.
 */
public final class SearchStateFile {
    private static final HeaderLimits LIMITS = new HeaderLimits(16, 1_000_000);

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
        Map<String, NDArray> tensors = new TreeMap<>();
        state.latents().forEach((name, latent) -> tensors.put(name, latent.toArray(scope)));
        return tensors;
    }

    private static Map<String, String> metadata(SearchState state) {
        Map<String, String> metadata = new TreeMap<>();
        state.counters().forEach((name, counter) -> metadata.put(name, Long.toString(counter)));
        metadata.put(SearchState.STAGE, Integer.toString(state.stage()));
        metadata.put(SearchState.ITERATION, Integer.toString(state.iteration()));
        return metadata;
    }

    /**
     * Reads a state; the report of the last update is not part of it.
     *
     * @throws UserError if the file is not a state. Whether it is of the method that is to go on with it, the method
     *     says
     */
    public static SearchState load(Path file, NDManager manager) {
        SafetensorsFile saved = SafetensorsFile.open(file, LIMITS);
        check(saved, file);
        Map<String, Long> counters = new TreeMap<>();
        saved.header()
                .metadata()
                .keySet()
                .forEach(name -> counters.put(name, number(saved, name, Long.MAX_VALUE, file)));
        int stage = (int) number(saved, SearchState.STAGE, Integer.MAX_VALUE, file);
        int iteration = (int) number(saved, SearchState.ITERATION, Integer.MAX_VALUE, file);
        counters.remove(SearchState.STAGE);
        counters.remove(SearchState.ITERATION);
        Map<String, Latent> latents = new TreeMap<>();
        try (NDManager scope = manager.newSubManager()) {
            saved.header()
                    .tensors()
                    .forEach((name, info) -> latents.put(
                            name,
                            Latent.of(info.shape(), saved.read(info, scope).toFloatArray())));
        }
        return new SearchState(stage, iteration, latents, counters, Optional.empty());
    }

    // from the header alone: nothing exists yet that would have to be freed
    private static void check(SafetensorsFile saved, Path file) {
        Map<String, TensorInfo> tensors = saved.header().tensors();
        if (tensors.isEmpty()) {
            throw new UserError("search state " + file + " holds no tensor. Start the search anew.");
        }
        tensors.forEach((name, info) -> {
            if (info.type() != ElementType.F32 || info.shape().size() == 0) {
                throw new UserError("search state " + file + ": tensor '" + Printable.of(name)
                        + "' is not float32, or empty. Start the search anew.");
            }
        });
    }

    private static long number(SafetensorsFile saved, String name, long most, Path file) {
        String text = saved.header().metadata().getOrDefault(name, "");
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UserError(
                    "search state " + file + " lacks the number '" + Printable.of(name) + "' in its metadata.", e);
        }
        throw new UserError("search state " + file + ": '" + Printable.of(name) + "' is " + Printable.of(text)
                + ", which no search has.");
    }
}
