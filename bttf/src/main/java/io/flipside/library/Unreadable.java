package io.flipside.library;

import io.flipside.UserError;
import io.flipside.tensor.TensorInfo;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of weights that are not read, each with what would be right. */
final class Unreadable {
    private static final String[] PICKLES = {".pth", ".pt", ".ckpt", ".bin", ".pkl"};
    private static final String[] UNFINISHED = {".incomplete", ".part", ".crdownload", ".aria2", ".tmp", ".partial"};
    private static final String[] QUANTISED = {".gguf", ".ggml"};

    private Unreadable() {}

    /** @throws UserError if a file of weights lies here that is not read */
    static void refuse(Listing listing) {
        first(listing.ending(PICKLES)).ifPresent(Unreadable::pickle);
        first(listing.ending(QUANTISED)).ifPresent(Unreadable::quantised);
    }

    /** @throws UserError if a file is still being fetched, or was never fetched whole */
    static void refuseUnfinished(Listing listing) {
        first(listing.ending(UNFINISHED)).ifPresent(file -> {
            throw new UserError("file " + file + " is an unfinished download. Get it whole, or take it away.");
        });
    }

    /** @throws UserError if this one file is of a kind that is not read */
    static void refuse(Path file) {
        Listing one = new Listing(file, List.of(file));
        refuseUnfinished(one);
        refuse(one);
    }

    /** @throws UserError if tensors are stored in a type that nothing here computes with */
    static void refuseTypes(Path origin, Weights weights) {
        weights.names().stream()
                .filter(name -> name.endsWith("scale_weight")
                        || name.endsWith("scaled_fp8")
                        || weights.info(name)
                                .map(TensorInfo::type)
                                .filter(type -> type.name().startsWith("F8_")
                                        || type.name().startsWith("F4"))
                                .isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw new UserError(origin + " holds weights of 8 bits or fewer (tensor '" + name + "', "
                            + weights.info(name)
                                    .map(info -> info.type().described())
                                    .orElse("")
                            + "). They are rounded: get the model's bfloat16, float16 or float32 safetensors.");
                });
    }

    private static void pickle(Path file) {
        throw new UserError("file " + file + " is a PyTorch pickle, which can run code when it is read. Convert it"
                + " where PyTorch is installed, and only if you trust it: " + conversion(file));
    }

    private static void quantised(Path file) {
        throw new UserError(
                "file " + file + " holds quantised weights (GGUF), which have no exact gradient here. Get the"
                        + " model's bfloat16, float16 or float32 safetensors.");
    }

    /** The command that writes the same tensors as safetensors. */
    static String conversion(Path file) {
        String name = String.valueOf(file.getFileName());
        Path to = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".safetensors");
        return "python -c \"import sys, torch; from safetensors.torch import save_file; a, b = sys.argv[1:];"
                + " s = torch.load(a, map_location='cpu', weights_only=True);"
                + " save_file({k: v.clone().contiguous() for k, v in s.items()}, b)\" "
                + quoted(file) + " " + quoted(to);
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static Optional<Path> first(List<Path> files) {
        return files.stream().filter(Files::isRegularFile).findFirst();
    }
}
