package io.flipside.steps;

import io.flipside.explain.Models;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The models in memory. They stay between the steps of an audit and between audits that use the same; another set takes
 * their place, for two rarely fit. One step at a time may use them: a GPU worker takes one task at a time.
 */
public final class Resident implements AutoCloseable {
    private Optional<Loaded> loaded = Optional.empty();

    private record Loaded(Path classifier, Path generator, Optional<Path> adapter, Models models) {}

    /** These models, loaded if they are not. */
    public synchronized Models get(Path classifier, Path generator, Optional<Path> adapter) {
        Optional<Models> there = loaded.filter(l ->
                        l.classifier.equals(classifier) && l.generator.equals(generator) && l.adapter.equals(adapter))
                .map(Loaded::models);
        if (there.isPresent()) {
            return there.get();
        }
        close();
        Models models = Models.open(classifier, generator, adapter);
        loaded = Optional.of(new Loaded(classifier, generator, adapter, models));
        return models;
    }

    /** Whether any are in memory. */
    public synchronized boolean isWarm() {
        return loaded.isPresent();
    }

    @Override
    public synchronized void close() {
        loaded.ifPresent(l -> l.models().close());
        loaded = Optional.empty();
    }
}
