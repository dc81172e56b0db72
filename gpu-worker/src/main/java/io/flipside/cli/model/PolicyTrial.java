package io.flipside.cli.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.clip.Clip;
import io.flipside.cost.Operations;
import io.flipside.explain.Explanation;
import io.flipside.explain.Models;
import io.flipside.explain.Prediction;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.CountedGenerator;
import io.flipside.method.Latent;
import io.flipside.method.NonFiniteException;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.method.Stage;
import io.flipside.metric.Ssim;
import io.flipside.search.BttfState;
import io.flipside.shapes.Direction;
import io.flipside.shapes.SemanticFlip;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One search on one clip: what it costs, what comes out, and which way its gradient points. */
final class PolicyTrial {
    /**
     * What was measured.
     *
     * @param counts evaluations of the generator
     * @param operations of them
     * @param updates that were made
     * @param seconds of them
     * @param flipped whether the written file is a counterfactual
     * @param semantic whether the shape really goes the target way in it
     * @param ssim of it to the original
     * @param gradient of the first noise at the last stage, but for a positive factor
     */
    record Result(
            CountedGenerator.Counts counts,
            double operations,
            int updates,
            double seconds,
            boolean flipped,
            boolean semantic,
            double ssim,
            Latent gradient) {}

    private final Models models;
    private final CountedGenerator generator;
    private final Clip clip;
    private final Direction target;
    private final TrialJudge judge;

    PolicyTrial(Models models, Clip clip, Direction target) {
        this.models = models;
        this.generator = new CountedGenerator(models.generator());
        this.clip = clip;
        this.target = target;
        this.judge = new TrialJudge(models, clip, target);
    }

    Result run(Function<SearchInput, Search> method, long seed) {
        try (NDManager scope = models.manager().newSubManager()) {
            NDArray pixels = Prediction.toArray(clip, scope);
            SearchInput input =
                    new SearchInput(generator, models.classifier(), pixels, models.targetIndex(target.className()));
            try (Search search = method.apply(input)) {
                Latent gradient = gradient(search, seed);
                CountedGenerator.Counts before = generator.counts();
                long begin = System.nanoTime();
                SearchState state = search.start(seed);
                int updates = 0;
                try {
                    while (!search.isDone(state)) {
                        state = search.next(state);
                        updates++;
                    }
                } catch (NonFiniteException e) {
                    // the state before it stays, as in an audit
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                CountedGenerator.Counts counts = generator.counts().since(before);
                Explanation found = judge.of(search.render(state, scope));
                return new Result(
                        counts,
                        operations(counts, pixels),
                        updates,
                        seconds,
                        found.flipped(),
                        SemanticFlip.measure(found.counterfactual().frames(), target)
                                .moves(),
                        Ssim.clips(clip.frames(), found.counterfactual().frames()),
                        gradient);
            }
        }
    }

    /** The optimiser's mean of gradients after one update is the gradient, but for a factor. */
    private static Latent gradient(Search search, long seed) {
        SearchState start = search.start(seed);
        List<Stage> stages = search.stages();
        int last = stages.get(stages.size() - 1).id();
        SearchState there = new SearchState(last, 0, start.latents(), start.counters(), Optional.empty());
        return BttfState.of(search.next(there)).optimiser().firstMoment();
    }

    private double operations(CountedGenerator.Counts counts, NDArray pixels) {
        try (ConditionedGenerator conditioned = generator.condition(pixels)) {
            Operations velocity = conditioned.velocityCost().work();
            Operations decoder = conditioned.decoderCost().work();
            return counts.velocities() * velocity.forward()
                    + counts.velocitiesBack() * velocity.backward()
                    + counts.decodes() * decoder.forward()
                    + counts.decodesBack() * decoder.backward();
        }
    }
}
