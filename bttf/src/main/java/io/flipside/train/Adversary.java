package io.flipside.train;

import io.flipside.UserError;
import io.flipside.pgd.Norm;
import io.flipside.pgd.PixelBudget;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who attacks the clips of a batch before a classifier learns from them. */
public sealed interface Adversary {
    /** How one is asked for. */
    String FORMS = "none, growing, l2:EPSILON[:STEPS] or linf:EPSILON[:STEPS]";

    /** Nobody. */
    Adversary NONE = new None();

    /** The form in which it was asked for. */
    String text();

    /** Nobody. */
    record None() implements Adversary {
        @Override
        public String text() {
            return "none";
        }
    }

    /**
     * What the shipped robust classifier saw: nothing before update 600, then one step along the gradient of a length that is
     * drawn for each batch, and from update 1,150 on two. Every second clip goes along the gradient itself, the others along
     * its signs.
     */
    record Growing() implements Adversary {
        @Override
        public String text() {
            return "growing";
        }
    }

    /**
     * Adversarial training as it is known (Madry et al. 2018): projected gradient descent against the clip's label.
     *
     * @param budget how far it may go
     * @param steps of it
     */
    record Descent(PixelBudget budget, int steps) implements Adversary {
        @Override
        public String text() {
            return budget.norm().label() + ":" + budget.epsilon() + ":" + steps;
        }
    }

    /**
     * By {@link #FORMS}. An l2 epsilon is the paper's, on pixels in [0, 1], scaled to the clip.
     *
     * @throws UserError if it is none of the forms, or a number is out of its range
     */
    static Adversary of(String text) {
        if (text.equals("none")) {
            return NONE;
        } else if (text.equals("growing")) {
            return new Growing();
        }
        return Descents.of(text)
                .orElseThrow(() -> new UserError("--adversarial is '" + text + "'. It must be " + FORMS
                        + ", with an epsilon above 0 (l2 at most 1e6, linf at most 1) and 1 to 100 steps."));
    }

    /** Reads the last two forms. */
    final class Descents {
        private static final Pattern FORM = Pattern.compile("(l2|linf):(\\d{1,9}(?:\\.\\d{1,9})?)(?::(\\d{1,3}))?");
        private static final int DEFAULT_STEPS = 2;
        private static final int MOST_STEPS = 100;
        private static final double MOST_L2 = 1e6;

        private Descents() {}

        static Optional<Adversary> of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            Norm norm = Norm.of(form.group(1)).orElseThrow();
            double epsilon = Double.parseDouble(form.group(2));
            int steps =
                    Optional.ofNullable(form.group(3)).map(Integer::parseInt).orElse(DEFAULT_STEPS);
            boolean fits =
                    epsilon > 0 && epsilon <= (norm == Norm.L2 ? MOST_L2 : 1) && steps >= 1 && steps <= MOST_STEPS;
            return fits ? Optional.of(new Descent(PixelBudget.ofPaper(norm, epsilon), steps)) : Optional.empty();
        }
    }
}
