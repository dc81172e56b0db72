package io.flipside.library;

import io.flipside.metric.network.MetricNetwork;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a folder of weights was recognised as, from names alone. */
public sealed interface ModelFolder {
    /** What it is used as. */
    ModelKind kind();

    /** How its files lie. */
    Layout layout();

    /** Its parts. */
    Collection<Part> parts();

    /**
     * A Wan image-to-video generator.
     *
     * @param byKind its parts; some may be missing
     * @param extras files that are kept as they are: {@code generator.json}, {@code domain.json}
     * @param scheduler the published scheduler's configuration
     */
    record Generator(Layout layout, Map<PartKind, Part> byKind, List<Path> extras, Optional<Path> scheduler)
            implements ModelFolder {
        public Generator {
            byKind = Map.copyOf(byKind);
            extras = List.copyOf(extras);
        }

        @Override
        public ModelKind kind() {
            return ModelKind.GENERATOR;
        }

        @Override
        public Collection<Part> parts() {
            return byKind.values().stream()
                    .sorted(Comparator.comparing(Part::kind))
                    .toList();
        }

        /** A part, if it is there. */
        public Optional<Part> part(PartKind kind) {
            return Optional.ofNullable(byKind.get(kind));
        }
    }

    /** A classifier folder of ours. */
    record Classifier(Part part) implements ModelFolder {
        @Override
        public ModelKind kind() {
            return ModelKind.CLASSIFIER;
        }

        @Override
        public Layout layout() {
            return Layout.FLIPSIDE;
        }

        @Override
        public Collection<Part> parts() {
            return List.of(part);
        }
    }

    /** A LoRA adapter: one file, perhaps with PEFT's configuration beside it. */
    record Adapter(Part part) implements ModelFolder {
        @Override
        public ModelKind kind() {
            return ModelKind.ADAPTER;
        }

        @Override
        public Layout layout() {
            return part.config().isPresent() ? Layout.PEFT : Layout.SINGLE_FILES;
        }

        @Override
        public Collection<Part> parts() {
            return List.of(part);
        }
    }

    /**
     * The public weights of a metric's network: one file, or several that are it together.
     *
     * @param network which
     */
    record Metric(MetricNetwork network, Part part) implements ModelFolder {
        @Override
        public ModelKind kind() {
            return ModelKind.METRIC;
        }

        @Override
        public Layout layout() {
            return Layout.SINGLE_FILES;
        }

        @Override
        public Collection<Part> parts() {
            return List.of(part);
        }
    }
}
