package io.flipside.steps;

import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.GeneratorSettings;
import io.flipside.method.MethodSettings;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchMethods;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Models in memory, and the search at work on them with its first frame encoded. The search stays between the stages of
 * an audit; a worker that is new to the audit makes it again, to the same bits.
 */
final class LoadedModels implements AutoCloseable {
    private final ModelFiles files;
    private final ModelFiles.Stamps stamps;
    private final GeneratorSettings kept;
    private final Models models;
    private Optional<SearchAtWork> open = Optional.empty();

    private record SearchKey(String clipSha256, String target, MethodSettings settings) {}

    private record SearchAtWork(SearchKey key, NDManager scope, Search search) {
        void close() {
            try (scope) {
                search.close();
            }
        }
    }

    private LoadedModels(ModelFiles files, ModelFiles.Stamps stamps, GeneratorSettings kept, Models models) {
        this.files = files;
        this.stamps = stamps;
        this.kept = kept;
        this.models = models;
    }

    static LoadedModels load(ModelFiles files, ComputeSettings compute) {
        // looked at before they are read: what changes meanwhile is read again next time
        ModelFiles.Stamps stamps = files.stamps();
        Models models = Models.open(
                files.classifier(), files.generator(), files.adapter(), compute.device(), compute.generator());
        try {
            return new LoadedModels(files, stamps, compute.generator(), limited(models, files));
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    private static Models limited(Models models, ModelFiles files) {
        return files.adapter()
                .filter(adapter -> files.vouched())
                .map(models::withLimitsOf)
                .orElse(models);
    }

    Models models() {
        return models;
    }

    /** Whether these were read from these files, whatever those hold now, and are kept in this way. */
    boolean areFrom(ModelFiles wanted, GeneratorSettings settings) {
        return files.equals(wanted) && kept.equals(settings);
    }

    /** Whether the files still look as they did when they were read. */
    boolean areCurrent() {
        return stamps.equals(files.stamps());
    }

    /** Size of the files that were read. */
    long bytes() {
        return stamps.bytes();
    }

    /**
     * The search for a target on a clip.
     *
     * @param clip read only if the search is another than the last one
     */
    Search search(String clipSha256, Supplier<Clip> clip, String target, MethodSettings settings) {
        SearchKey wanted = new SearchKey(clipSha256, target, settings);
        Optional<Search> there = open.filter(last -> last.key().equals(wanted)).map(SearchAtWork::search);
        return there.orElseGet(() -> opened(wanted, clip.get()));
    }

    private Search opened(SearchKey key, Clip clip) {
        closeSearch();
        NDManager scope = models.manager().newSubManager();
        try {
            SearchInput input = new SearchInput(
                    models.generator(),
                    models.classifier(),
                    Prediction.toArray(clip, scope),
                    models.targetIndex(key.target()));
            Search search = SearchMethods.open(input, key.settings());
            open = Optional.of(new SearchAtWork(key, scope, search));
            return search;
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    private void closeSearch() {
        Optional<SearchAtWork> last = open;
        open = Optional.empty();
        last.ifPresent(SearchAtWork::close);
    }

    /** The search first: it stands on the models. */
    @Override
    public void close() {
        try (models) {
            closeSearch();
        }
    }
}
