package io.flipside.semantics;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The probability that a flip is semantic: {@code 1 / (1 + exp(-(bias + sum of weight * (figure - mean) / scale)))}.
 *
 * @param terms in order, by what each looks at ({@link #value})
 * @param bias what speaks for a flip of mean figures
 * @param adversarialBelow below this probability a flip is {@link Judgement#ADVERSARIAL}
 * @param semanticFrom from this probability on it is {@link Judgement#SEMANTIC}
 */
public record FlipModel(Map<String, Term> terms, double bias, double adversarialBelow, double semanticFrom) {
    /** File in the folder of the generator whose flips it was fitted to. */
    public static final String FILE = "semantics.json";

    private static final String LOG = "log(";

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

    /**
     * What one figure says.
     *
     * @param mean over the flips that were fitted
     * @param scale their standard deviation, positive
     * @param weight of the scaled figure
     */
    public record Term(double mean, double scale, double weight) {
        /** @throws UserError if a number is not finite or the scale not positive */
        public Term {
            if (!(scale > 0) || !Double.isFinite(mean + scale + weight)) {
                throw new UserError(
                        "a term of " + FILE + " has mean " + mean + ", scale " + scale + " and weight " + weight
                                + "; they must be finite, the scale above 0. Fit it anew: flipside measure semantics.");
            }
        }

        double of(double figure) {
            return weight * (figure - mean) / scale;
        }
    }

    /** @throws UserError if the band is none */
    public FlipModel {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        if (!(0 <= adversarialBelow && adversarialBelow <= semanticFrom && semanticFrom <= 1)) {
            throw new UserError(FILE + ": the band of undecided flips is " + adversarialBelow + " to " + semanticFrom
                    + "; it must lie in 0 to 1 and not be turned round.");
        }
    }

    /** The probability, 0 to 1; empty if a figure is missing or not finite. */
    public OptionalDouble probability(Map<String, Double> figures) {
        double sum = bias;
        for (Map.Entry<String, Term> term : terms.entrySet()) {
            double figure = value(term.getKey(), figures);
            if (!Double.isFinite(figure)) {
                return OptionalDouble.empty();
            }
            sum += term.getValue().of(figure);
        }
        return OptionalDouble.of(1 / (1 + StrictMath.exp(-sum)));
    }

    /** The figures that it needs and that are missing or not finite. */
    public List<String> missing(Map<String, Double> figures) {
        return terms.keySet().stream()
                .filter(name -> !Double.isFinite(value(name, figures)))
                .toList();
    }

    /**
     * What a term looks at: the figure of its name, or of {@code log(name)} the natural logarithm of 1 more than it, for what
     * grows without bound and means a ratio; not a number if the figure is missing or has no logarithm.
     */
    public static double value(String term, Map<String, Double> figures) {
        if (term.startsWith(LOG) && term.endsWith(")")) {
            return StrictMath.log1p(figures.getOrDefault(term.substring(LOG.length(), term.length() - 1), Double.NaN));
        }
        return figures.getOrDefault(term, Double.NaN);
    }

    /** What a probability comes to. */
    public Judgement judgement(double probability) {
        if (probability >= semanticFrom) {
            return Judgement.SEMANTIC;
        }
        return probability < adversarialBelow ? Judgement.ADVERSARIAL : Judgement.UNDECIDED;
    }

    /**
     * The model of a generator's folder, if it has one.
     *
     * @throws UserError naming the field that is missing or cannot be
     */
    public static Optional<FlipModel> find(Path generator) {
        Path file = generator.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonConfig json = JsonConfig.read(file);
        List<String> figures = json.texts("figures");
        List<Double> means = json.numbers("means");
        List<Double> scales = json.numbers("scales");
        List<Double> weights = json.numbers("weights");
        if (means.size() != figures.size() || scales.size() != figures.size() || weights.size() != figures.size()) {
            throw new UserError("config " + file + ": figures, means, scales and weights must be of one length.");
        }
        Map<String, Term> terms = new LinkedHashMap<>();
        for (int i = 0; i < figures.size(); i++) {
            terms.put(figures.get(i), new Term(means.get(i), scales.get(i), weights.get(i)));
        }
        return Optional.of(new FlipModel(
                terms, json.number("bias"), json.number("adversarialBelow"), json.number("semanticFrom")));
    }

    /**
     * Writes {@value #FILE} into a generator's folder.
     *
     * @param source which flips it was fitted to, for people
     */
    public void write(Path generator, String source) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Double> means = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        terms.values().forEach(term -> {
            means.add(term.mean());
            scales.add(term.scale());
            weights.add(term.weight());
        });
        json.put("source", source);
        json.put("figures", List.copyOf(terms.keySet()));
        json.put("means", means);
        json.put("scales", scales);
        json.put("weights", weights);
        json.put("bias", bias);
        json.put("adversarialBelow", adversarialBelow);
        json.put("semanticFrom", semanticFrom);
        Path file = generator.resolve(FILE);
        try {
            Files.writeString(file, JSON.toJson(json) + "\n");
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
