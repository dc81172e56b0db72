package io.flipside.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.method.Search;
import io.flipside.method.SearchState;
import io.flipside.pgd.Norm;
import io.flipside.pgd.Pgd;
import io.flipside.pgd.PgdSettings;
import io.flipside.pgd.PixelBudget;
import io.flipside.tensor.Autograd;
import java.util.List;

/**
 * How large a perturbation a classifier withstands: untargeted projected gradient descent (Madry et al. 2018) from the clip
 * itself, at growing epsilons. What errs within one also errs within every larger one, for their balls lie in each other.
 * Pixels are not rounded to levels.
 *
 * @param norm of the perturbation
 * @param epsilons on pixels in [0, 1], ascending; l2 ones as the paper states them, scaled to the clip by the root of both
 *     sizes ({@link PixelBudget#ofPaper})
 * @param steps of each attack
 */
public record Robustness(Norm norm, List<Double> epsilons, int steps) {
    /** Steps of this many in all lead twice and a half across the ball: the custom. */
    private static final double ACROSS = 2.5;

    /** @throws IllegalArgumentException if epsilons are none, not positive or do not grow, or there are no steps */
    public Robustness {
        epsilons = List.copyOf(epsilons);
        double last = 0;
        for (double epsilon : epsilons) {
            if (!(epsilon > last)) {
                throw new IllegalArgumentException("epsilons are positive and grow, got " + epsilons);
            }
            last = epsilon;
        }
        if (epsilons.isEmpty() || steps < 1) {
            throw new IllegalArgumentException("an attack needs an epsilon and a step");
        }
    }

    /**
     * How many of the epsilons a clip's class withstands.
     *
     * @param clip {@code [1, 3, F, H, W]} in [-1, 1]
     * @param label index of its true class
     * @return -1 if the classifier errs without an attack, else the number of epsilons, smallest first, under which no
     *     clip on the attack's way is called another class
     */
    public int withstood(VideoClassifier classifier, NDArray clip, int label) {
        if (says(classifier, clip) != label) {
            return -1;
        }
        int withstood = 0;
        while (withstood < epsilons.size() && withstands(classifier, clip, label, epsilons.get(withstood))) {
            withstood++;
        }
        return withstood;
    }

    private boolean withstands(VideoClassifier classifier, NDArray clip, int label, double epsilon) {
        PgdSettings settings =
                new PgdSettings(PixelBudget.ofPaper(norm, epsilon), steps, Math.min(1, ACROSS / steps), false, false);
        try (Search search = Pgd.attack(classifier, clip, label, settings)) {
            SearchState state = search.start(0);
            while (!search.isDone(state)) {
                state = search.next(state);
                try (NDManager scope = clip.getManager().newSubManager()) {
                    if (says(classifier, search.render(state, scope)) != label) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private static int says(VideoClassifier classifier, NDArray clip) {
        return Autograd.unrecorded(() -> {
            try (NDManager scope = clip.getManager().newSubManager()) {
                NDArray own = clip.duplicate();
                own.attach(scope);
                return (int) classifier.logits(own).argMax(1).toLongArray()[0];
            }
        });
    }
}
