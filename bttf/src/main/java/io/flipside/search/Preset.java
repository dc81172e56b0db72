package io.flipside.search;

import io.flipside.UserError;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Named settings. The first three are Table S1 of the paper; what the paper does not state takes the defaults of
 * docs/method.md and can be overridden. {@code tiny} is the paper's shape scaled to the shipped small world.
 */
public enum Preset {
    M_SWIN("m-swin", 0, 100, 15, 0.01, 1e5, new StopPolicy.RunAll(), Redraws.NONE),
    E_SWIN("e-swin", 40, 100, 15, 0.01, 1e5, new StopPolicy.RunAll(), Redraws.NONE),
    /** K_I is 0 to 40 by hand: small when the classes are semantically far apart. */
    A_SWIN_R("a-swin-r", 40, 100, 15, 0.01, 1e5, new StopPolicy.RunAll(), Redraws.NONE),
    TINY("tiny", 0, 25, 8, 0.05, 1e5, new StopPolicy.Confident(0.9, 2), new Redraws(4, 12, 0));

    private static final double SHIFT = 3;

    private final String label;
    private final SearchSettings settings;

    Preset(
            String label,
            int inversion,
            int counterfactual,
            int steps,
            double learningRate,
            double styleWeight,
            StopPolicy stop,
            Redraws redraws) {
        this.label = label;
        this.settings = new SearchSettings(
                inversion,
                counterfactual,
                steps,
                new AdamW(learningRate, 0.9, 0.999, 1e-8, 0),
                styleWeight,
                SHIFT,
                new GradientPolicy.Full(),
                stop,
                redraws,
                SearchSettings.DEFAULT_GRAPH_BUDGET);
    }

    /** The name people type. */
    public String label() {
        return label;
    }

    /** Its settings. */
    public SearchSettings settings() {
        return settings;
    }

    /**
     * Looks a preset up.
     *
     * @throws UserError naming the known ones
     */
    public static Preset of(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new UserError("preset '" + label + "' is not known. Known are "
                        + Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", ")) + "."));
    }
}
