package io.flipside.semantics;

import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.method.Latent;
import io.flipside.search.AdamW;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fits a {@link FlipModel}: logistic regression with a small penalty on the weights, by AdamW on all samples at once. Both
 * kinds count alike, however many there are of each. A figure whose sense is known keeps it, whatever the samples say: what
 * tells some attacks apart must not speak for others. The same samples give the same model.
 */
public final class FlipFit {
    private static final int UPDATES = 3_000;
    private static final AdamW OPTIMISER = new AdamW(0.02, 0.9, 0.999, 1e-8, 0);
    /** Of the squared weights: without it figures that tell all samples apart would grow without end. */
    private static final double PENALTY = 0.01;

    private static final double LEAST_SCALE = 1e-6;
    private static final double ADVERSARIAL_BELOW = 0.2;
    private static final double SEMANTIC_FROM = 0.8;

    private final List<FlipFigure> figures;

    /** @param figures to look at, as {@link FlipFigure#of} reads them */
    public FlipFit(List<String> figures) {
        this.figures = figures.stream().map(FlipFigure::of).toList();
    }

    /**
     * Fits a model.
     *
     * @throws UserError if there are no samples of one kind, or one lacks a figure
     */
    public FlipModel fit(List<FlipSample> samples) {
        for (boolean kind : new boolean[] {true, false}) {
            if (samples.stream().noneMatch(sample -> sample.semantic() == kind)) {
                throw new UserError("there is no flip that is " + (kind ? "semantic" : "adversarial")
                        + " to fit to. Measure more clips.");
            }
        }
        double[][] values = samples.stream().map(this::values).toArray(double[][]::new);
        double[] means = new double[figures.size()];
        double[] scales = new double[figures.size()];
        standardise(values, means, scales);
        float[] found = descend(values, samples);
        Map<String, FlipModel.Term> terms = new LinkedHashMap<>();
        for (int i = 0; i < figures.size(); i++) {
            terms.put(figures.get(i).name(), new FlipModel.Term(means[i], scales[i], found[i]));
        }
        return new FlipModel(terms, found[figures.size()], ADVERSARIAL_BELOW, SEMANTIC_FROM);
    }

    /**
     * How well flips of a family are told from semantic ones by a model that has not seen that family: for each family of
     * flips that are not semantic, the area under the curve against semantic flips that were held out as well.
     *
     * @return by family, in their order; 1 is perfect, 0.5 is chance
     */
    public Map<String, Double> leavingOutEachFamily(List<FlipSample> samples) {
        Set<String> families = new TreeSet<>();
        samples.stream().filter(sample -> !sample.semantic()).forEach(sample -> families.add(sample.family()));
        Map<String, Double> areas = new LinkedHashMap<>();
        for (String family : families) {
            List<FlipSample> seen = new ArrayList<>();
            List<FlipSample> held = new ArrayList<>();
            int semantic = 0;
            for (FlipSample sample : samples) {
                boolean out = sample.semantic()
                        ? semantic++ % 2 == 0
                        : sample.family().equals(family);
                (out ? held : seen).add(sample);
            }
            if (seen.stream().anyMatch(sample -> !sample.semantic())) {
                FlipModel model = fit(seen);
                areas.put(family, RankArea.of(held, sample -> model.probability(sample.figures())
                        .orElseThrow()));
            }
        }
        return areas;
    }

    private double[] values(FlipSample sample) {
        return figures.stream()
                .mapToDouble(figure -> {
                    String name = figure.name();
                    double value = FlipModel.value(name, sample.figures());
                    if (!Double.isFinite(value)) {
                        throw new UserError("a flip of '" + sample.family() + "' has no figure '" + name
                                + "', which is to be fitted. Measure it again.");
                    }
                    return value;
                })
                .toArray();
    }

    private static void standardise(double[][] values, double[] means, double[] scales) {
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : values) {
                sum += row[i];
                squares += row[i] * row[i];
            }
            means[i] = sum / values.length;
            scales[i] = Math.max(LEAST_SCALE, Math.sqrt(Math.max(0, squares / values.length - means[i] * means[i])));
            for (double[] row : values) {
                row[i] = (row[i] - means[i]) / scales[i];
            }
        }
    }

    /** The weights, and the bias after them. */
    private float[] descend(double[][] values, List<FlipSample> samples) {
        int count = values[0].length;
        double semantic = samples.stream().filter(FlipSample::semantic).count();
        AdamW.State state = AdamW.State.start(Latent.zeros(new Shape(count + 1)));
        for (int update = 0; update < UPDATES; update++) {
            float[] weights = state.variable().values();
            double[] gradient = new double[count + 1];
            for (int i = 0; i < count; i++) {
                gradient[i] = PENALTY * weights[i];
            }
            for (int row = 0; row < values.length; row++) {
                boolean kind = samples.get(row).semantic();
                double share = 0.5 / (kind ? semantic : values.length - semantic);
                double error = share * (sigmoid(score(values[row], weights)) - (kind ? 1 : 0));
                for (int i = 0; i < count; i++) {
                    gradient[i] += error * values[row][i];
                }
                gradient[count] += error;
            }
            float[] rounded = new float[count + 1];
            for (int i = 0; i <= count; i++) {
                rounded[i] = (float) gradient[i];
            }
            state = allowed(OPTIMISER.next(state, Latent.of(new Shape(count + 1), rounded)));
        }
        return state.variable().values();
    }

    /** The nearest weights that say of every figure what it may say. */
    private AdamW.State allowed(AdamW.State state) {
        float[] weights = state.variable().values();
        for (int i = 0; i < figures.size(); i++) {
            weights[i] = figures.get(i).sense().allowed(weights[i]);
        }
        return new AdamW.State(
                Latent.of(state.variable().shape(), weights), state.firstMoment(), state.secondMoment(), state.step());
    }

    private static double score(double[] row, float[] weights) {
        double sum = weights[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
