package io.flipside.library;

import io.flipside.UserError;
import io.flipside.metric.network.MetricNetwork;
import io.flipside.tensor.SafetensorsFile;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Public weights of metrics, told by the names in their headers; LPIPS is published as two files. */
final class MetricLayout {
    private static final String INDEX = "model" + WeightChoice.INDEX;

    private MetricLayout() {}

    /**
     * The network that files are of, if they are of a metric's; others beside it are left alone.
     *
     * @throws UserError if they are of several, or one half is missing
     */
    static Optional<ModelFolder> of(Listing listing, List<Path> files) {
        EnumSet<MetricNetwork> networks = EnumSet.noneOf(MetricNetwork.class);
        List<Path> own = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            Set<String> inside = names(file);
            MetricNetwork.of(inside).ifPresent(network -> {
                networks.add(network);
                own.add(file);
                names.addAll(inside);
            });
        }
        if (networks.isEmpty()) {
            return Optional.empty();
        } else if (networks.size() > 1) {
            throw new UserError(listing.folder() + " holds the networks of several metrics ("
                    + String.join(", ", networks.stream().map(MetricNetwork::id).toList())
                    + "). Add the file of each by itself.");
        }
        MetricNetwork network = networks.iterator().next();
        network.missingHalf(names).ifPresent(half -> {
            Unreadable.refuse(listing);
            throw new UserError(listing.folder() + " lacks " + half + ". Put the safetensors of both halves into one"
                    + " folder and add that (docs/guide.md, Weights of metrics).");
        });
        return Optional.of(new ModelFolder.Metric(network, Part.of(PartKind.of(network), own)));
    }

    /** Makes one network of its files: an index beside the links to them, where they are several. */
    static void join(Part part, EntryFolder folder) {
        folder.linkHere(part);
        if (part.files().size() > 1) {
            Map<String, String> places = new LinkedHashMap<>();
            part.files().forEach(file -> names(file).forEach(name -> {
                String other = places.put(name, String.valueOf(file.getFileName()));
                if (other != null) {
                    throw new UserError("tensor '" + name + "' lies in both " + other + " and " + file.getFileName()
                            + ". Take one of the files away.");
                }
            }));
            folder.json(INDEX, Map.of("weight_map", places));
        }
    }

    /** What does not fit, from headers alone. */
    static List<String> problems(Path folder) {
        Weights weights = Weights.open(folder);
        return MetricNetwork.of(weights.names())
                .map(network -> network.problems(weights))
                .orElse(List.of("folder " + folder + " holds no network of a metric."));
    }

    private static Set<String> names(Path file) {
        return SafetensorsFile.open(file).header().tensors().keySet();
    }
}
