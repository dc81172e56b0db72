package io.flipside.cli.model;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.Models;
import io.flipside.frames.RgbFrames;
import io.flipside.local.GivenModels;
import io.flipside.metric.MetricModels;
import io.flipside.metric.set.SetMetric;
import io.flipside.metric.set.SetMetrics;
import io.flipside.metric.set.SetResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** How far the written clips of each method are from the originals, as sets, whether they flipped or not. */
final class SetsTable {
    private static final int LEAST = 2;

    private final GivenModels shelf;
    private final ComputeSettings compute;
    private final Set<String> notes = new LinkedHashSet<>();

    SetsTable(GivenModels shelf, ComputeSettings compute) {
        this.shelf = shelf;
        this.compute = compute;
    }

    /** A line a method, and below what to know of the figures, or how to get those that are not there. */
    String markdown(Map<String, List<MeasuredAudit>> results) {
        StringJoiner head = new StringJoiner(" | ", "| ", " |\n").add("method").add("clips");
        List<SetMetric> metrics = SetMetrics.all();
        metrics.forEach(metric -> head.add(metric.name() + " ↓"));
        StringBuilder text = new StringBuilder(head.toString());
        text.append("|---".repeat(metrics.size() + 2)).append("|\n");
        try (Models models = Models.open(
                shelf.classifierFolder(),
                shelf.generatorFolder(),
                Optional.empty(),
                compute.device(),
                compute.generator())) {
            results.forEach((name, rows) -> text.append(line(name, rows, models)));
        }
        text.append('\n');
        notes.forEach(note -> text.append(note).append('\n'));
        return text.append('\n').toString();
    }

    private String line(String name, List<MeasuredAudit> rows, Models models) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
        line.add("`" + name + "`").add(Integer.toString(rows.size()));
        if (rows.size() < LEAST) {
            SetMetrics.all().forEach(metric -> line.add("-"));
            notes.add("A distance of sets needs at least %d clips: take more with --clips.".formatted(LEAST));
            return line.toString();
        }
        List<RgbFrames> originals = rows.stream()
                .map(row -> row.clip().drawn())
                .map(drawn -> new Clip(drawn.frames(), drawn.profile().framesPerSecond()))
                .map(clip -> models.preprocess().apply(clip).frames())
                .toList();
        List<RgbFrames> written = rows.stream()
                .map(row -> ClipReader.read(row.written(), ClipLimits.DEFAULT).frames())
                .toList();
        SetMetrics.measure(
                        originals,
                        written,
                        new MetricModels(
                                models.manager(), models.classifier(), models.generator(), shelf.metricWeights()))
                .forEach((metric, result) -> line.add(cell(metric, result)));
        return line.toString();
    }

    private String cell(String metric, SetResult result) {
        if (result instanceof SetResult.Figure figure) {
            figure.note().ifPresent(note -> notes.add("*few*: " + note));
            return String.format(Locale.ROOT, "%.3f", figure.value())
                    + (figure.note().isPresent() ? " (few: " + figure.clips() + ")" : "");
        }
        SetResult.Unavailable none = (SetResult.Unavailable) result;
        notes.add("`" + metric + "` is not available: " + none.reason() + " " + none.howToGetIt());
        return "not available";
    }
}
