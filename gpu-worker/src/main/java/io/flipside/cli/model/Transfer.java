package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.cli.Home;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.explain.Prediction;
import io.flipside.tensor.TorchDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Whether flips of one classifier flip others too: of the written files that it calls the target class, how many another
 * calls so that does not call the original so.
 *
 * @param others folders by name
 */
record Transfer(Map<String, Path> others) {
    /**
     * To classifiers by name or folder.
     *
     * @param audited folder of the classifier under audit
     * @throws UserError if one is not there or lacks a class of the audited one
     */
    static Transfer to(List<String> names, Path audited) {
        Map<String, Path> others = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return new Transfer(others);
        }
        List<String> asked = ClassifierFolder.classes(audited);
        for (String name : names) {
            Path folder = Home.classifier(name);
            List<String> classes = ClassifierFolder.classes(folder);
            if (!classes.containsAll(asked)) {
                throw new UserError("--others has '" + name + "', whose classes are " + String.join(", ", classes)
                        + "; the classifier under audit has " + String.join(", ", asked)
                        + ". Leave it out: it cannot say what these flips are.");
            }
            others.put(name, folder);
        }
        return new Transfer(others);
    }

    /** A line a method; nothing if nobody is asked. */
    String markdown(Map<String, List<MeasuredAudit>> results) {
        if (others.isEmpty()) {
            return "";
        }
        Map<String, StringJoiner> lines = new LinkedHashMap<>();
        results.forEach((name, rows) -> lines.put(
                name,
                new StringJoiner(" | ", "| ", " |\n")
                        .add("`" + name + "`")
                        .add(Long.toString(
                                rows.stream().filter(MeasuredAudit::flipped).count()))));
        StringJoiner head =
                new StringJoiner(" | ", "| ", " |\n").add("flips by").add("flips");
        others.forEach((name, folder) -> {
            head.add("also of `" + name + "`");
            try (NDManager manager = TorchDevice.CPU.manager()) {
                VideoClassifier other = ClassifierFolder.open(folder, manager);
                lines.forEach(
                        (method, line) -> line.add(share(results.getOrDefault(method, List.of()), other, manager)));
            }
        });
        StringBuilder text = new StringBuilder(head.toString());
        text.append("|---".repeat(others.size() + 2)).append("|\n");
        lines.values().forEach(text::append);
        return text.append('\n').toString();
    }

    private static String share(List<MeasuredAudit> rows, VideoClassifier other, NDManager manager) {
        List<Boolean> flips = new ArrayList<>();
        for (MeasuredAudit row : rows) {
            String target = row.clip().target().className();
            Clip original = new Clip(
                    row.clip().drawn().frames(), row.clip().drawn().profile().framesPerSecond());
            if (row.flipped() && !says(other, original, manager).equals(target)) {
                Clip written = ClipReader.read(row.written(), ClipLimits.DEFAULT);
                flips.add(says(other, written, manager).equals(target));
            }
        }
        return Rate.of(flips.stream().filter(flip -> flip).count(), flips.size());
    }

    private static String says(VideoClassifier classifier, Clip clip, NDManager manager) {
        return Prediction.of(classifier, clip, manager).label();
    }
}
