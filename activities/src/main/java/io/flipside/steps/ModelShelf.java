package io.flipside.steps;

import io.flipside.WorkerTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models of a worker: {@code classifiers/NAME} and {@code generators/NAME} below one folder. Requests name models,
 * never paths.
 *
 * @param folder that holds both
 */
public record ModelShelf(Path folder) {
    /** @throws WorkerTrouble if there is no such classifier here; another worker may have it */
    public Path classifier(String name) {
        return find("classifiers", name);
    }

    /** @throws WorkerTrouble if there is no such generator here; another worker may have it */
    public Path generator(String name) {
        return find("generators", name);
    }

    /** Names of the classifiers there are. */
    public List<String> classifiers() {
        return names("classifiers");
    }

    private Path find(String kind, String name) {
        Path found = folder.resolve(kind).resolve(name).normalize();
        if (!found.startsWith(folder.normalize()) || !Files.isDirectory(found)) {
            throw new WorkerTrouble("there is no '" + name + "' among the " + kind + " of this worker ("
                    + String.join(", ", names(kind)) + "). Put its folder into " + folder.resolve(kind)
                    + ", or cancel the audit and name another.");
        }
        return found;
    }

    private List<String> names(String kind) {
        try (Stream<Path> folders = Files.list(folder.resolve(kind))) {
            return folders.filter(Files::isDirectory)
                    .map(found -> found.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
