package io.flipside.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.step.StageFacts;
import io.flipside.method.MethodPlan;
import io.flipside.method.MethodSettings;
import io.flipside.method.SearchMethods;
import io.flipside.record.AuditJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Between what a request says of a search and what its method takes. Which method, and what that is, only it knows. */
public final class Plans {
    /** What of a plan says nothing to the method. */
    private static final Set<String> NOT_FOR_THE_METHOD = Set.of("version", "method", "policies");

    private Plans() {}

    /**
     * The stages of a request's search, in order.
     *
     * @throws io.flipside.tensor.UnknownChoice if there is no search method of this name, naming the known ones
     * @throws io.flipside.method.SettingRefused naming a field that the method lacks or cannot take
     */
    public static List<StageFacts> stages(AuditRequest request) {
        return SearchMethods.stages(settings(request)).stream()
                .map(stage -> new StageFacts(stage.id(), stage.label(), stage.mostUpdates()))
                .toList();
    }

    /** The method's settings of a request, for what memory changes nothing of: stages, names, a fingerprint. */
    static MethodSettings settings(AuditRequest request) {
        return settings(request.plan(), request.seed(), MethodPlan.DEFAULT_GRAPH_BUDGET);
    }

    /**
     * The method's settings of a plan.
     *
     * @param seed of every random number of the search
     * @param graphBudget memory for gradient graphs in bytes, a matter of the worker's: it changes no bit
     * @throws io.flipside.tensor.UnknownChoice if there is no search method of this name, naming the known ones
     * @throws io.flipside.method.SettingRefused naming a field that the method lacks or cannot take
     */
    public static MethodSettings settings(AuditPlan plan, long seed, long graphBudget) {
        return SearchMethods.settings(new MethodPlan(plan.method(), values(plan), seed, graphBudget));
    }

    /** The settings of a search that ended in a stage, whichever it would have ended in. */
    static MethodSettings endedIn(MethodSettings settings, Optional<Integer> stage) {
        return stage.map(id -> SearchMethods.until(settings, id)).orElse(settings);
    }

    private static Map<String, Double> values(AuditPlan plan) {
        Map<String, Double> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> section : AuditJson.tree(plan).properties()) {
            if (!NOT_FOR_THE_METHOD.contains(section.getKey())) {
                section.getValue()
                        .properties()
                        .forEach(value -> put(section.getKey() + "." + value.getKey(), value.getValue(), values));
            }
        }
        return values;
    }

    /** A number by its path; of a list each by the path of the list and its place in it. */
    private static void put(String path, JsonNode value, Map<String, Double> values) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                put(path + "." + i, value.get(i), values);
            }
        } else {
            values.put(path, value.doubleValue());
        }
    }
}
