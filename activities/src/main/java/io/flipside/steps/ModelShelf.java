package io.flipside.steps;

import io.flipside.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The models of a worker: {@code classifiers/NAME} and {@code generators/NAME} below one folder. Requests name models,
 * never paths.
 *
 * @param folder that holds both
 */
public record ModelShelf(Path folder) {
    /** @throws UserError if there is no such classifier */
    public Path classifier(String name) {
        return find("classifiers", name);
    }

    /** @throws UserError if there is no such generator */
    public Path generator(String name) {
        return find("generators", name);
    }

    private Path find(String kind, String name) {
        Path found = folder.resolve(kind).resolve(name).normalize();
        if (!found.startsWith(folder.normalize()) || !Files.isDirectory(found)) {
            throw new UserError("there is no '" + name + "' among the " + kind
                    + " of this worker. Put its folder there, or name another.");
        }
        return found;
    }
}
