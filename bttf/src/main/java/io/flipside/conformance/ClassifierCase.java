package io.flipside.conformance;

import ai.djl.ndarray.NDArray;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierCheck;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.ClipInput;
import io.flipside.classifier.VideoClassifier;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import io.flipside.tensor.Weights;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier folder as audits read it, beside what its own library computed: {@code case.safetensors} holds {@code clip}
 * {@code [1, 3, F, H, W]} in [-1, 1], {@code logits} {@code [1, classes]}, {@code upstream} of that shape and {@code
 * clip_gradient} of the clip's, the gradient of their product. Where it is there, {@code input} is what the network gets
 * by the library's transforms, and {@code rounded_input} the same where these round to whole levels.
 */
final class ClassifierCase implements GoldenCase {
    /** Levels of 255 by which rounding may change a pixel: PIL rounds rows, then columns. */
    private static final double LEVELS = 1.01;

    @Override
    public String kind() {
        return "classifier";
    }

    /**
     * Checks that the classifier can be searched through, then compares.
     *
     * @throws UserError if the folder or its reference is not whole, the logits are not finite, or no gradient reaches the
     *     clip
     */
    @Override
    public List<Comparison> run(GoldenFolder folder) {
        if (!Files.isRegularFile(folder.path().resolve("case.safetensors"))) {
            throw new UserError("folder " + folder.path() + " has no case.safetensors, so there is nothing to compare"
                    + " with. The export programs write one with --reference (docs/classifiers.md).");
        }
        VideoClassifier classifier = ClassifierFolder.open(folder.path(), folder.manager());
        NDArray clip = folder.tensor("clip");
        ClassifierCheck.check(classifier, clip);
        List<Comparison> comparisons = new ArrayList<>(input(folder, clip));
        try (Pullback pullback = Vjp.segment(classifier::logits).forward(clip)) {
            comparisons.add(Comparison.of("logits", pullback.value(), folder.tensor("logits"), Comparison.GRADIENT));
            comparisons.add(Comparison.of(
                    "clip_gradient",
                    pullback.pull(folder.tensor("upstream")),
                    folder.tensor("clip_gradient"),
                    Comparison.GRADIENT));
        }
        return comparisons;
    }

    private static List<Comparison> input(GoldenFolder folder, NDArray clip) {
        List<String> names = Weights.open(folder.path().resolve("case.safetensors")).names().stream()
                .toList();
        ClipInput input = ClipInput.of(folder.config());
        List<Comparison> comparisons = new ArrayList<>();
        if (names.contains("input")) {
            comparisons.add(Comparison.of("input", input.of(clip), folder.tensor("input"), Comparison.OUTPUT));
        }
        if (names.contains("rounded_input")) {
            NDArray levels = input.levels(input.of(clip).sub(folder.tensor("rounded_input")));
            comparisons.add(new Comparison(
                    "rounded_input, levels of 255", levels.abs().max().getFloat(), LEVELS));
        }
        return comparisons;
    }
}
