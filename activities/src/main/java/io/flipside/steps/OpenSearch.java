package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.search.CounterfactualSearch;
import io.flipside.search.SearchSettings;
import java.util.Optional;

/**
 * The search at work, its first frame encoded. It stays between the stages of an audit; a worker that is new to the
 * audit computes it again, to the same bits.
 */
final class OpenSearch implements AutoCloseable {
    private record Key(Models models, String clipSha256, int target, SearchSettings settings) {}

    private Optional<Key> key = Optional.empty();
    private Optional<NDManager> scope = Optional.empty();
    private Optional<CounterfactualSearch> search = Optional.empty();

    synchronized CounterfactualSearch get(
            Models models, Clip clip, String clipSha256, int target, SearchSettings settings) {
        Key wanted = new Key(models, clipSha256, target, settings);
        if (search.isPresent() && key.equals(Optional.of(wanted))) {
            return search.get();
        }
        close();
        NDManager owner = models.manager().newSubManager();
        CounterfactualSearch opened = new CounterfactualSearch(
                models.generator(), models.classifier(), Prediction.toArray(clip, owner), target, settings);
        key = Optional.of(wanted);
        scope = Optional.of(owner);
        search = Optional.of(opened);
        return opened;
    }

    @Override
    public synchronized void close() {
        search.ifPresent(CounterfactualSearch::close);
        scope.ifPresent(NDManager::close);
        key = Optional.empty();
        scope = Optional.empty();
        search = Optional.empty();
    }
}
