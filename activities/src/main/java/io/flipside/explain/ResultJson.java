package io.flipside.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Measurement;
import io.flipside.method.UpdateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code result.json}: what machines read of an explanation. */
final class ResultJson {
    /** Version of the layout; a field may be added without a new one. */
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    private ResultJson() {}

    static void write(Path file, ResultSource source, Explanation explanation, Map<String, Object> provenance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("audit", source.auditId());
        json.put("verdict", verdict(explanation));
        // part by part: within a map of anything the words of their states would be left to chance
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        explanation.validity().byName().forEach((name, part) -> parts.put(name, MAPPER.valueToTree(part)));
        json.put("validity", parts);
        json.put("flipKind", MAPPER.valueToTree(explanation.validity().kind()));
        json.put(
                "opinions",
                explanation.validity().opinions().stream()
                        .map(opinion -> MAPPER.<JsonNode>valueToTree(opinion))
                        .toList());
        json.put("clip", source.request().clip().uri());
        json.put("originalClass", explanation.before().label());
        json.put("targetClass", source.request().targetClass());
        json.put("finalClass", explanation.after().label());
        json.put("shareableClass", explanation.shareable().label());
        json.put("probabilitiesBefore", explanation.before().probabilities());
        json.put("probabilitiesAfter", explanation.after().probabilities());
        json.put("probabilitiesShareable", explanation.shareable().probabilities());
        Map<String, Double> figures = new LinkedHashMap<>();
        Measurement.figures(explanation.metrics()).forEach((name, figure) -> figures.put(name, figure.value()));
        json.put("metrics", figures);
        json.put("metricDetails", details(explanation.metrics()));
        explanation
                .domain()
                .ifPresent(domain -> json.put(
                        "domain", domain(domain, source.request().policies().anyway())));
        json.put("settings", settings(source));
        json.put("stages", explanation.stages().stream().map(ResultJson::stage).toList());
        Set<String> terms = new LinkedHashSet<>();
        explanation.updates().forEach(update -> terms.addAll(update.terms().keySet()));
        json.put(
                "updateFields",
                Stream.concat(Stream.of("stage", "iteration"), terms.stream()).toList());
        json.put(
                "updates",
                explanation.updates().stream().map(r -> update(r, terms)).toList());
        json.put("searchSeconds", explanation.searchSeconds());
        json.put("provenance", provenance);
        try {
            MAPPER.writeValue(file.toFile(), json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    /** One by one: within a map of anything their kind would be left out. */
    static Map<String, JsonNode> details(Map<String, Measurement> metrics) {
        Map<String, JsonNode> details = new LinkedHashMap<>();
        metrics.forEach((metric, measured) -> details.put(metric, MAPPER.valueToTree(measured)));
        return details;
    }

    private static Map<String, Object> domain(DomainFacts facts, boolean anyway) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", facts.state());
        map.put("sentence", facts.sentence());
        map.put("figures", facts.figures());
        map.put("limits", facts.limits());
        map.put("anyway", anyway);
        return map;
    }

    private static Map<String, Object> verdict(Explanation explanation) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("flipped", explanation.flipped());
        verdict.put("outcome", explanation.verdict().word());
        explanation.shortcoming().ifPresent(reason -> {
            verdict.put("reason", reason.code());
            verdict.put("sentence", reason.sentence());
        });
        return verdict;
    }

    /** Every setting by name: those the paper does not state are here because no one could repeat a result without. */
    static Map<String, Object> settings(ResultSource source) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", source.request().seed());
        if (!source.settings().method().equals(Presets.METHOD)) {
            map.put("method", source.settings().method()); // results of before name none: there was one
        }
        map.putAll(source.settings().named());
        return map;
    }

    private static Map<String, Object> stage(SearchedStage stage) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stage", stage.id());
        map.put("label", stage.label());
        map.put("updates", stage.updates().size());
        return map;
    }

    // a term that this update does not have is null
    private static List<@Nullable Object> update(UpdateReport r, Set<String> terms) {
        List<@Nullable Object> update = new ArrayList<>(List.of(r.stage(), r.iteration()));
        terms.forEach(term -> update.add(r.terms().get(term)));
        return update;
    }
}
