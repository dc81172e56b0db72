package io.flipside.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.Fixtures;
import io.flipside.classifier.ClipInput;
import io.flipside.classifier.VideoClassifier;
import io.flipside.classifier.VideoSwin;
import io.flipside.classifier.VideoSwinConfig;
import io.flipside.conformance.GoldenFolder;
import io.flipside.generator.WanGenerator;
import io.flipside.generator.WanTransformer;
import io.flipside.generator.WanTransformerConfig;
import io.flipside.generator.WanVae;
import io.flipside.generator.WanVaeConfig;
import io.flipside.method.Latent;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.tensor.Parameters;
import java.util.List;

/** A search over the golden case's networks: everything of a real one, only small. */
public final class SearchFixture implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final GoldenFolder folder = new GoldenFolder(Fixtures.folder("search"), manager);

    CounterfactualSearch search(SearchSettings settings) {
        SearchInput input = input();
        return new CounterfactualSearch(input.generator(), input.classifier(), input.clip(), input.target(), settings);
    }

    /** The case's networks and clip, towards its second class. */
    public SearchInput input() {
        var config = folder.config();
        Parameters weights = folder.weights();
        NDArray image = folder.tensor("image");
        WanGenerator generator = new WanGenerator(
                new WanVae(weights.under("vae"), WanVaeConfig.of(config.object("vae"))),
                new WanTransformer(weights.under("transformer"), WanTransformerConfig.of(config.object("transformer"))),
                frame -> image,
                folder.tensor("text"));
        VideoSwin swin = new VideoSwin(weights.under("classifier"), VideoSwinConfig.of(config.object("classifier")));
        return new SearchInput(generator, classifier(swin), folder.tensor("clip"), 1);
    }

    private static VideoClassifier classifier(VideoSwin swin) {
        ClipInput input = ClipInput.imageNet(List.of(1, 3, 5, 7));
        return new VideoClassifier() {
            @Override
            public List<String> classes() {
                return List.of("a", "b", "c", "d");
            }

            @Override
            public NDArray logits(NDArray clip) {
                return swin.logits(input.of(clip));
            }
        };
    }

    /** Owner of all of it. */
    public NDManager manager() {
        return manager;
    }

    Latent noise() {
        return Latent.of(folder.tensor("initial_latent"));
    }

    /** Settings as the paper has them, but for these. */
    public static SearchSettings settings(int inversion, int iterations, int steps, long budget) {
        return new SearchSettings(
                inversion,
                iterations,
                steps,
                new AdamW(0.01, 0.9, 0.999, 1e-8, 0),
                1e5,
                3,
                new GradientPolicy.Full(),
                new StopPolicy.RunAll(),
                Redraws.NONE,
                budget);
    }

    static SearchState run(Search search, SearchState from) {
        SearchState state = from;
        while (!search.isDone(state)) {
            state = search.next(state);
        }
        return state;
    }

    @Override
    public void close() {
        manager.close();
    }
}
