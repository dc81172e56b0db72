package io.flipside.steps;

import io.flipside.WorkerTrouble;
import io.flipside.file.NamedFolders;
import io.flipside.library.Library;
import io.flipside.library.LibraryMetricWeights;
import io.flipside.library.ModelKind;
import io.flipside.metric.MetricWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models of a worker: {@code classifiers/NAME} and {@code generators/NAME} below a folder. Requests name models, never
 * paths.
 *
 * @param folders that hold both; of two models of one name, the one in the first folder is meant
 */
public record FolderShelf(List<Path> folders) implements ModelShelf {
    public FolderShelf {
        folders = List.copyOf(folders);
    }

    /** One folder. */
    public FolderShelf(Path folder) {
        this(List.of(folder));
    }

    /** The first folder. */
    public Path folder() {
        return folders.get(0);
    }

    @Override
    public Path classifier(String name) {
        return find("classifiers", name);
    }

    @Override
    public Path generator(String name) {
        return find("generators", name);
    }

    @Override
    public List<String> classifiers() {
        return names("classifiers");
    }

    @Override
    public boolean hasAdapter(String sha256) {
        return folders.stream()
                .flatMap(folder -> new Library(folder).list().stream())
                .filter(entry -> entry.kind() == ModelKind.ADAPTER)
                .flatMap(entry -> entry.files().stream())
                .anyMatch(file -> file.sha256().equals(sha256));
    }

    @Override
    public MetricWeights metricWeights() {
        return new LibraryMetricWeights(folders);
    }

    private Path find(String kind, String name) {
        return named().flatMap(folder -> folder.find(kind, name).stream())
                .findFirst()
                .orElseThrow(() -> new WorkerTrouble("there is no '" + name + "' among the " + kind
                        + " of this worker (" + String.join(", ", names(kind)) + "). Put its folder into "
                        + folder().resolve(kind)
                        + ", add it with 'flipside models add', or cancel the audit and name another."));
    }

    private List<String> names(String kind) {
        return named().flatMap(folder -> folder.names(kind).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<NamedFolders> named() {
        return folders.stream().map(NamedFolders::new);
    }
}
