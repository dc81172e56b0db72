package io.flipside.library;

import io.flipside.UserError;
import io.flipside.tensor.FileName;
import io.flipside.tensor.JsonConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Classifier folders: {@code config.json} with the classes beside the weights or the pinned program. */
final class ClassifierLayout {
    private ClassifierLayout() {}

    static ModelFolder of(Listing listing, JsonConfig config) {
        Path file = listing.folder().resolve("config.json");
        boolean program = config.text("architecture", "video-swin").equals("torchscript");
        List<Path> weights = program ? List.of(program(listing.folder(), config)) : WeightChoice.in(listing.folder());
        return new ModelFolder.Classifier(new Part(PartKind.CLASSIFIER, Optional.of(file), weights));
    }

    private static Path program(Path folder, JsonConfig config) {
        String name = config.text("file", "model.pt");
        if (!FileName.isBare(name)) {
            throw new UserError("config " + config.origin() + ": file must be the name of a file beside config.json.");
        }
        return folder.resolve(name);
    }
}
