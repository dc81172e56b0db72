package io.flipside.explain;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.WorkerTrouble;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Opinion;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.LoadedClassifier;
import io.flipside.clip.Clip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks other classifiers about a flip, one after the other; none stays in memory. */
final class Opinions {
    private final Models models;

    Opinions(Models models) {
        this.models = models;
    }

    /** What each says of the original and of the written clip, or why it was not asked. Nothing is thrown for them. */
    List<Opinion> ask(Clip original, Clip written) {
        List<Opinion> opinions = new ArrayList<>();
        models.others().sameData().forEach(folder -> opinions.add(ask(folder, true, original, written)));
        models.others().independent().forEach(folder -> opinions.add(ask(folder, false, original, written)));
        return opinions;
    }

    private Opinion ask(Path folder, boolean sameData, Clip original, Clip written) {
        String name = folder.getFileName().toString();
        if (!Files.isDirectory(folder)) {
            return notAsked(name, sameData, "It is not beside the classifier under audit. Put its folder there.");
        }
        try (NDManager scope = models.manager().newSubManager()) {
            LoadedClassifier loaded = ClassifierFolder.load(folder, scope);
            List<String> classes = loaded.classifier().classes();
            if (!classes.containsAll(models.classifier().classes())) {
                return notAsked(name, sameData, "It has other classes: " + String.join(", ", classes) + ".");
            }
            return new Opinion(
                    name,
                    sameData,
                    Optional.of(
                            Prediction.of(loaded.classifier(), original, scope).label()),
                    Optional.of(
                            Prediction.of(loaded.classifier(), written, scope).label()),
                    new TreeMap<>(loaded.sha256())
                            .entrySet().stream()
                                    .filter(file -> !file.getKey().endsWith(".json"))
                                    .map(Map.Entry::getValue)
                                    .findFirst(),
                    Optional.empty());
        } catch (UserError | WorkerTrouble | EngineException e) {
            return notAsked(name, sameData, String.valueOf(e.getMessage()));
        }
    }

    private static Opinion notAsked(String name, boolean sameData, String why) {
        return new Opinion(name, sameData, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why));
    }

    /**
     * What the opinions come to. Of several of a kind the majority counts; as many on both sides are no opinion.
     *
     * @param target class that the classifier under audit says
     */
    static FlipKind kind(List<Opinion> opinions, String target) {
        Optional<Boolean> same = majority(opinions, true, target);
        Optional<Boolean> independent = majority(opinions, false, target);
        if (same.isEmpty()) {
            return FlipKind.UNKNOWN;
        }
        if (independent.isEmpty()) {
            return same.get() ? FlipKind.SHARED : FlipKind.MODEL_SPECIFIC;
        }
        if (same.get()) {
            return independent.get() ? FlipKind.TASK_SEMANTIC : FlipKind.SHORTCUT;
        }
        // one of other data sees what those of the same data do not: nobody knows what that means
        return independent.get() ? FlipKind.UNKNOWN : FlipKind.MODEL_SPECIFIC;
    }

    // those that called the original the target already say nothing of a flip
    private static Optional<Boolean> majority(List<Opinion> opinions, boolean sameData, String target) {
        List<Boolean> flips = opinions.stream()
                .filter(opinion -> opinion.sameData() == sameData)
                .filter(opinion ->
                        opinion.before().filter(label -> !label.equals(target)).isPresent())
                .map(opinion -> opinion.after().filter(target::equals).isPresent())
                .toList();
        long yes = flips.stream().filter(flip -> flip).count();
        return 2 * yes == flips.size() ? Optional.empty() : Optional.of(2 * yes > flips.size());
    }
}
