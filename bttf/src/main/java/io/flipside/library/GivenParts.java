package io.flipside.library;

import io.flipside.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parts of a generator that a person names one by one, because they lie elsewhere or there are several.
 *
 * @param parts by kind
 */
public record GivenParts(Map<PartKind, Part> parts) {
    /** None. */
    public static final GivenParts NONE = new GivenParts(Map.of());

    public GivenParts {
        parts = Map.copyOf(parts);
    }

    /**
     * Parts by their paths.
     *
     * @param paths a folder with {@code config.json} and weights, a file, or an index of files
     * @throws UserError if one is not there or of a kind that is not read
     */
    public static GivenParts of(Map<PartKind, Path> paths) {
        Map<PartKind, Part> parts = new EnumMap<>(PartKind.class);
        paths.forEach(
                (kind, path) -> parts.put(kind, part(kind, path.toAbsolutePath().normalize())));
        return new GivenParts(parts);
    }

    private static Part part(PartKind kind, Path path) {
        if (kind == PartKind.TOKENIZER) {
            return PipelineLayout.tokenizer(path)
                    .orElseThrow(() -> new UserError("--part tokenizer: there is no tokenizer.json at " + path + "."));
        } else if (kind == PartKind.CLASSIFIER || kind == PartKind.ADAPTER || kind.isMetric()) {
            throw new UserError("--part " + kind.id() + " is no part of a generator. Give its folder by itself.");
        } else if (Files.isDirectory(path)) {
            return PipelineLayout.part(kind, path);
        } else if (!Files.isRegularFile(path)) {
            throw new UserError("--part " + kind.id() + ": there is no folder or file " + path + ". Check the path.");
        }
        Unreadable.refuse(path);
        return Part.of(kind, WeightChoice.of(path));
    }

    Map<PartKind, Part> copy() {
        Map<PartKind, Part> copy = new EnumMap<>(PartKind.class);
        copy.putAll(parts);
        return copy;
    }

    boolean has(WeightRole role) {
        return parts.keySet().stream()
                .anyMatch(kind -> kind.name().equals(role.name())
                        || kind == PartKind.IMAGE_ENCODER && role == WeightRole.OPEN_CLIP);
    }

    /** The folder with these parts in place of its own. */
    ModelFolder over(ModelFolder folder) {
        if (parts.isEmpty()) {
            return folder;
        } else if (folder instanceof ModelFolder.Generator generator) {
            Map<PartKind, Part> all = new EnumMap<>(PartKind.class);
            all.putAll(generator.byKind());
            all.putAll(parts);
            return new ModelFolder.Generator(generator.layout(), all, generator.extras(), generator.scheduler());
        }
        throw new UserError(
                "--part is for generators; this is a " + folder.kind().word() + ".");
    }
}
