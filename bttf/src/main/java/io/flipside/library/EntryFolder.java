package io.flipside.library;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.flipside.UserError;
import io.flipside.tensor.FileName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that stands for a model: configurations and small files are copies, weights are links to where they lie. It
 * has the form that the loaders read, whatever the layout of the weights.
 */
final class EntryFolder {
    static final String GENERATOR = "generator.json";
    static final String TEXT = "text.safetensors";
    static final String ADAPTER = "adapter.safetensors";

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();
    private static final String CONFIG = "config.json";

    private final Path folder;

    EntryFolder(Path folder) {
        this.folder = folder;
    }

    /** Links a part's weights, and copies its configuration if it has one, into a folder of the part. */
    Path link(Part part) {
        Path to = folder.resolve(part.kind().id());
        makeFolder(to);
        linkInto(to, part);
        return to;
    }

    /** The same into the entry's folder itself. */
    void linkHere(Part part) {
        makeFolder(folder);
        linkInto(folder, part);
    }

    private static void linkInto(Path to, Part part) {
        part.config().ifPresent(config -> copy(config, to.resolve(CONFIG)));
        for (Path file : part.files()) {
            link(file, to.resolve(String.valueOf(file.getFileName())));
        }
    }

    /** A configuration of a part, in place of the published one. */
    void config(PartKind kind, Map<String, ?> content) {
        json(kind.id() + "/" + CONFIG, content);
    }

    /** A file of JSON. */
    void json(String name, Object content) {
        try {
            Files.writeString(folder.resolve(name), JSON.toJson(content) + "\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Copies a small file. */
    void copy(Path file) {
        copy(file, folder.resolve(String.valueOf(file.getFileName())));
    }

    static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UserError("file " + from + " cannot be copied: " + e.getMessage() + ".", e);
        }
    }

    static void link(Path file, Path link) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("weights file " + file + " is not there: the download is unfinished. Get it again.");
        }
        try {
            Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            throw new UserError(
                    "a link to " + file + " cannot be made in " + FileName.folderOf(link) + ": " + e.getMessage()
                            + ". Put the library (FLIPSIDE_LIBRARY) on a disk that has links.",
                    e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("writing the library", e);
    }
}
