package io.flipside.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Presets;
import java.util.List;
import java.util.Map;

/** Plans as people write them: a preset, and what differs from it. */
public final class PlanReader {
    static final String PLAN = "plan";

    private static final List<String> FOR_EVERY_METHOD = List.of("version", "policies");

    private PlanReader() {}

    /**
     * The plan that differs from a preset in these fields.
     *
     * @param differing the later over the earlier
     * @throws io.flipside.audit.InvalidRequest naming the field and what would be right
     */
    public static AuditPlan read(String preset, ObjectNode... differing) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (ObjectNode part : differing) {
            put(all, part);
        }
        return StrictJson.read(PLAN, over(preset, all), AuditPlan.class);
    }

    /**
     * Part of a plan from a file's bytes.
     *
     * @throws io.flipside.audit.InvalidRequest if they are no JSON object
     */
    public static ObjectNode part(byte[] json) {
        return StrictJson.object(PLAN, json);
    }

    /**
     * What differs lies over the preset. Of a preset of another method nothing stays but what holds for every method, for
     * the rest is that method's; it is taken from the method's own preset, if there is one. Redraws fall away where they
     * cannot be, unless they are asked for.
     */
    static ObjectNode over(String preset, JsonNode differing) {
        ObjectNode plan = StrictJson.tree(Presets.of(preset));
        JsonNode method = differing.path("method");
        if (method.isTextual() && !method.equals(plan.get("method"))) {
            plan.retain(FOR_EVERY_METHOD);
            Presets.ofMethod(method.textValue())
                    .map(own -> StrictJson.tree(own).remove(FOR_EVERY_METHOD))
                    .ifPresent(plan::setAll);
        }
        JsonNode redraws = plan.get("redraws");
        put(plan, differing);
        boolean asked = differing.path("redraws").hasNonNull("most");
        boolean inverting = plan.path("budget").path("inversionIterations").asInt() != 0;
        boolean confident = plan.path("stop").path("confidence").asDouble() > 0;
        if (redraws instanceof ObjectNode ofThePreset && !asked && (inverting || !confident)) {
            ofThePreset.put("most", 0);
        }
        StrictJson.complete(plan, AuditPlan.class);
        return plan;
    }

    /** Lays fields over others; a null is a field that is not given. */
    static void put(ObjectNode under, JsonNode over) {
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            JsonNode there = under.get(field.getKey());
            if (there instanceof ObjectNode object && field.getValue().isObject()) {
                put(object, field.getValue());
            } else if (there == null || !field.getValue().isNull()) {
                under.set(field.getKey(), field.getValue());
            }
        }
    }
}
