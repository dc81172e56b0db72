package io.flipside.explain;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.VerdictPart;
import io.flipside.method.UpdateReport;
import io.flipside.metric.SsimMetric;
import io.flipside.report.ReportData;
import io.flipside.report.ReportPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** An explanation put into words and pictures. */
final class ExplainReport {
    private ExplainReport() {}

    static void write(Path file, ResultSource source, Explanation e, Map<String, Object> provenance) {
        boolean flipped = e.flipped();
        String before = e.before().label();
        String verdict = flipped
                ? "In this clip, the classifier says '" + e.after().label() + "' instead of '" + before + "'."
                : e.withoutCounterfactual();
        String reason = e.shortcoming()
                .map(Reason::sentence)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "Same first frame (SSIM %.3f), found in %d updates and %.1f seconds.",
                        firstFrame(e),
                        e.updates().size(),
                        e.searchSeconds()));
        // what the reason has said already is not said again
        String caution = e.notValid().isPresent()
                ? ""
                : e.caution().map(words -> " " + words).orElse("");
        String nextStep = flipped ? nextStep(e) : "";
        List<ReportData.ClassRow> classes = e.before().probabilities().entrySet().stream()
                .map(entry -> new ReportData.ClassRow(
                        entry.getKey(),
                        entry.getValue(),
                        e.after().probabilities().getOrDefault(entry.getKey(), 0.0),
                        e.shareable().probabilities().getOrDefault(entry.getKey(), 0.0)))
                .toList();
        Map<String, String> settings = new LinkedHashMap<>();
        ResultJson.settings(source).forEach((name, value) -> settings.put(name, value.toString()));
        e.domain().ifPresent(domain -> domain(domain, settings));
        settings.put("searchSeconds", String.format(Locale.ROOT, "%.1f", e.searchSeconds()));
        ReportData data = new ReportData(
                name(source.request().clip()) + " as '" + source.request().targetClass() + "'",
                flipped,
                verdict,
                reason + caution,
                nextStep,
                before,
                source.request().targetClass(),
                e.after().label(),
                e.original().frames(),
                e.counterfactual().frames(),
                e.original().framesPerSecond(),
                classes,
                e.validity(),
                e.metrics(),
                e.stages().stream().map(ExplainReport::stage).toList(),
                settings,
                flat(provenance));
        try {
            Files.writeString(file, ReportPage.html(data));
        } catch (IOException failure) {
            throw new UncheckedIOException("writing " + file, failure);
        }
    }

    private static String nextStep(Explanation e) {
        VerdictPart stable = e.validity().stable();
        return stable.state() == VerdictPart.State.BROKEN
                ? stable.sentence()
                : "Compare the clips: is what changed a good reason?";
    }

    private static double firstFrame(Explanation e) {
        return Objects.requireNonNull(Measurement.figures(e.metrics()).get(SsimMetric.FIRST_FRAME))
                .value();
    }

    /** A term of which a whole stage says 0 is one that the stage does not measure. */
    private static ReportData.StageRows stage(SearchedStage stage) {
        Set<String> measured = new HashSet<>();
        measured.add(UpdateReport.LOSS);
        stage.updates().forEach(update -> update.terms().forEach((term, value) -> {
            if (value != 0) {
                measured.add(term);
            }
        }));
        return new ReportData.StageRows(
                stage.label(),
                stage.updates().stream()
                        .map(update -> {
                            Map<String, Double> terms = new LinkedHashMap<>(update.terms());
                            terms.keySet().retainAll(measured);
                            return new ReportData.UpdateRow(update.iteration(), terms);
                        })
                        .toList());
    }

    private static String name(ArtifactRef clip) {
        return clip.key().substring(clip.key().lastIndexOf('/') + 1);
    }

    private static void domain(DomainFacts facts, Map<String, String> settings) {
        settings.put("domain", facts.state() + ": " + facts.sentence());
        facts.figures().forEach((name, value) -> settings.put("domain " + name, figure(value)));
        facts.limits().forEach((name, value) -> settings.put("domain limit " + name, figure(value)));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }

    private static Map<String, String> flat(Map<String, Object> provenance) {
        Map<String, String> flat = new LinkedHashMap<>();
        provenance.forEach((name, value) -> {
            if (value instanceof Map<?, ?> files) {
                files.forEach((path, hash) -> flat.put(name + "/" + path, hash.toString()));
            } else {
                flat.put(name, value.toString());
            }
        });
        return flat;
    }
}
