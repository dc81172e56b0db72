package io.flipside.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.classifier.VideoClassifier;
import io.flipside.clip.Clip;
import io.flipside.tensor.Autograd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a classifier says of a clip.
 *
 * @param label most probable class
 * @param probabilities softmax by class name, in the classifier's order
 */
public record Prediction(String label, Map<String, Double> probabilities) {

    /** Classifies 8-bit frames. */
    public static Prediction of(VideoClassifier classifier, Clip clip, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return of(classifier, toArray(clip, scope));
        }
    }

    /** Classifies {@code [1, 3, F, H, W]} in [-1, 1]. */
    static Prediction of(VideoClassifier classifier, NDArray clip) {
        float[] p =
                Autograd.unrecorded(() -> classifier.logits(clip).softmax(1)).toFloatArray();
        List<String> classes = classifier.classes();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        int best = 0;
        for (int i = 0; i < p.length; i++) {
            probabilities.put(classes.get(i), (double) p[i]);
            best = p[i] > p[best] ? i : best;
        }
        return new Prediction(classes.get(best), probabilities);
    }

    /** Probability of a class; 0 for one the classifier does not have. */
    public double probability(String name) {
        return probabilities.getOrDefault(name, 0.0);
    }

    /** How much more probable a class is than any other, -1 to 1: above 0 it is the label. */
    public double margin(String name) {
        double other = probabilities.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
        return probability(name) - other;
    }

    /** A clip as {@code [1, 3, F, H, W]} in [-1, 1]. */
    public static NDArray toArray(Clip clip, NDManager manager) {
        return manager.create(clip.toSigned(), new Shape(1, 3, clip.count(), clip.height(), clip.width()));
    }
}
