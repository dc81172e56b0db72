package io.flipside.library;

import io.flipside.UserError;
import io.flipside.metric.MetricWeights;
import io.flipside.metric.NetworkWeights;
import io.flipside.metric.network.MetricNetwork;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Weights of metrics that were added to a library, whatever their name. They are used if the files look as they did when
 * they were hashed.
 *
 * @param libraries folders of libraries; of two entries for one network, the first is meant
 */
public record LibraryMetricWeights(List<Path> libraries) implements MetricWeights {
    public LibraryMetricWeights {
        libraries = List.copyOf(libraries);
    }

    /** Of one library. */
    public LibraryMetricWeights(Path library) {
        this(List.of(library));
    }

    @Override
    public NetworkWeights find(MetricNetwork network) {
        return libraries.stream()
                .map(Library::new)
                .flatMap(library -> entry(library, network).map(entry -> opened(library, entry, network)).stream())
                .findFirst()
                .orElseGet(() -> NetworkWeights.notRegistered(network));
    }

    private static Optional<LibraryEntry> entry(Library library, MetricNetwork network) {
        return library.list().stream()
                .filter(entry -> entry.kind() == ModelKind.METRIC)
                .filter(entry -> entry.parts().stream().anyMatch(part -> part.kind() == PartKind.of(network)))
                .findFirst();
    }

    private static NetworkWeights opened(Library library, LibraryEntry entry, MetricNetwork network) {
        Path folder = library.folder(entry);
        try {
            List<String> problems = EntryCheck.quick(entry, folder);
            if (problems.isEmpty()) {
                List<String> digests =
                        entry.files().stream().map(KeptFile::sha256).sorted().toList();
                return new NetworkWeights.Registered(network.named(Weights.open(folder)), digests);
            }
            return unusable(entry, problems.get(0));
        } catch (UserError e) {
            return unusable(entry, String.valueOf(e.getMessage()));
        }
    }

    private static NetworkWeights unusable(LibraryEntry entry, String problem) {
        return new NetworkWeights.Missing(
                "The registered weights '" + entry.name() + "' are not what was added: " + problem,
                "Look at them: flipside models check " + entry.name() + ".");
    }
}
