package io.flipside.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.method.Latent;
import io.flipside.method.Search;
import io.flipside.method.SearchInput;
import io.flipside.method.SearchState;
import io.flipside.pgd.Norm;
import io.flipside.pgd.Pgd;
import io.flipside.pgd.PgdSettings;
import io.flipside.pgd.PixelBudget;
import io.flipside.tensor.Scalars;
import java.util.List;
import java.util.function.UnaryOperator;

/** A family of attacks. */
public enum Attack {
    /** Projected gradient descent on pixels, l2. */
    PGD("pgd") {
        @Override
        public NDArray run(SearchInput input, long seed, NDManager owner) {
            return pgd(input, input.classifier(), SMALL, seed, owner);
        }
    },
    /** The same, each value by at most 16 of 255. */
    PGD_LINF("pgd-linf") {
        @Override
        public NDArray run(SearchInput input, long seed, NDManager owner) {
            return pgd(input, input.classifier(), PixelBudget.ofPaper(Norm.LINF, 16 / 255.0), seed, owner);
        }
    },
    /** A perturbation of low frequencies only: what is added is blurred by 3 pixels. */
    PGD_LOW("pgd-low") {
        @Override
        public NDArray run(SearchInput input, long seed, NDManager owner) {
            NDArray clip = input.clip();
            Filter blur = Filter.blur(3, clip.getShape(), owner);
            UnaryOperator<NDArray> smooth = x -> blur.apply(x.sub(clip)).add(clip);
            return smooth.apply(pgd(input, new Disguise(input.classifier(), List.of(smooth)), LARGE, seed, owner));
        }
    },
    /**
     * Through copies: blurred, halved and noisy ones and the clip itself, so that none of them undoes it. H.264 has no
     * gradient; these stand for it.
     */
    PGD_COPIES("pgd-copies") {
        @Override
        public NDArray run(SearchInput input, long seed, NDManager owner) {
            NDArray clip = input.clip();
            Filter blur = Filter.blur(1, clip.getShape(), owner);
            Filter halved = Filter.halved(clip.getShape(), owner);
            NDArray noise = Latent.noise(clip.getShape(), seed).toArray(owner);
            NDArray small = noise.mul(Scalars.of(noise, 0.04));
            List<UnaryOperator<NDArray>> copies = List.of(x -> x, blur::apply, halved::apply, x -> x.add(small));
            return pgd(input, new Disguise(input.classifier(), copies), LARGE, seed, owner);
        }
    },
    /** On the latent of the clip, through the decoder. */
    LATENT("latent") {
        @Override
        public NDArray run(SearchInput input, long seed, NDManager owner) {
            return LatentAttack.run(input, owner);
        }
    };

    /** Of the paper's attack: 20 on 16 frames of 512 x 512, the same root mean square on any clip, four times over. */
    private static final PixelBudget SMALL = PixelBudget.ofPaper(Norm.L2, 80);

    /** Where the perturbation is held back by other means it may be larger. */
    private static final PixelBudget LARGE = PixelBudget.ofPaper(Norm.L2, 400);

    private static final int ITERATIONS = 40;
    private static final double RELATIVE_STEP = 0.1;

    private final String label;

    Attack(String label) {
        this.label = label;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /**
     * Attacks a clip.
     *
     * @param input the clip, its classifier and the class that it shall say
     * @param seed of what is random
     * @param owner of the result
     * @return {@code [1, 3, F, H, W]}, not clamped
     */
    public abstract NDArray run(SearchInput input, long seed, NDManager owner);

    private static NDArray pgd(
            SearchInput input, VideoClassifier seen, PixelBudget budget, long seed, NDManager owner) {
        PgdSettings settings = new PgdSettings(budget, ITERATIONS, RELATIVE_STEP, true, false);
        SearchInput disguised = new SearchInput(input.generator(), seen, input.clip(), input.target());
        try (Search search = new Pgd().open(disguised, settings)) {
            SearchState state = search.start(seed);
            while (!search.isDone(state)) {
                state = search.next(state);
            }
            return search.render(state, owner);
        }
    }
}
