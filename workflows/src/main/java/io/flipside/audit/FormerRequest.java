package io.flipside.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests of version 1: {@code search} and {@code policies} side by side, in place of a plan. They lie in stores and in
 * histories, and people still send them.
 */
public final class FormerRequest {
    private static final int MOST_NAME = 60;
    private static final List<String> SECTIONS = List.of("search", "policies");
    private static final Map<String, String> PLACES = places();

    private FormerRequest() {}

    /**
     * The request with a plan in place of what version 1 had. Fields that it does not give are not in the plan either,
     * but for those that version 1 had no name for.
     *
     * @return the same node
     * @throws InvalidRequest if it has both shapes, or something in the former that was never known
     */
    public static ObjectNode upgraded(ObjectNode request) {
        List<String> former = SECTIONS.stream().filter(request::hasNonNull).toList();
        if (!former.isEmpty() && request.hasNonNull("plan")) {
            throw new InvalidRequest(
                    former.get(0), "belongs to a request of version 1, which has no 'plan'. Put it into the plan.");
        }
        ObjectNode plan = request.objectNode();
        for (String section : former) {
            move(section, request.get(section), plan);
        }
        request.remove(SECTIONS);
        return former.isEmpty() ? request : request.set("plan", named(plan));
    }

    /** The name by which whoever sent version 1 knows a field. */
    public static String former(String field) {
        return PLACES.entrySet().stream()
                .filter(place -> field.equals("plan." + place.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(field);
    }

    private static void move(String section, JsonNode fields, ObjectNode plan) {
        if (!fields.isObject()) {
            throw new InvalidRequest(section, "must be a JSON object.");
        }
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String name = section + "." + field.getKey();
            String place = PLACES.get(name);
            if (place == null) {
                throw new InvalidRequest(
                        section + "." + Check.printable(field.getKey(), MOST_NAME),
                        "is not known. Known are " + known(section) + ".");
            }
            String[] path = place.split("\\.", 2);
            plan.withObjectProperty(path[0]).set(path[1], field.getValue());
        }
    }

    /** What was fixed in version 1 and is named since. */
    private static ObjectNode named(ObjectNode plan) {
        Optimiser fixed = Optimiser.adamW(1);
        plan.put("version", AuditPlan.VERSION).put("method", Presets.METHOD);
        plan.withObjectProperty("optimiser")
                .put("beta1", fixed.beta1())
                .put("beta2", fixed.beta2())
                .put("epsilon", fixed.epsilon())
                .put("weightDecay", fixed.weightDecay());
        plan.withObjectProperty("stop").put("patience", Stop.PATIENCE);
        plan.withObjectProperty("redraws"); // the first builds had none
        return plan;
    }

    private static String known(String section) {
        return String.join(
                ", ",
                PLACES.keySet().stream()
                        .filter(name -> name.startsWith(section + "."))
                        .map(name -> name.substring(section.length() + 1))
                        .toList());
    }

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("search.inversionIterations", "budget.inversionIterations");
        places.put("search.iterations", "budget.iterations");
        places.put("search.denoisingSteps", "schedule.denoisingSteps");
        places.put("search.learningRate", "optimiser.learningRate");
        places.put("search.styleWeight", "losses.styleWeight");
        places.put("search.shift", "schedule.shift");
        places.put("search.lastSteps", "schedule.lastSteps");
        places.put("search.confidence", "stop.confidence");
        places.put("search.redraws", "redraws.most");
        places.put("search.redrawAfter", "redraws.after");
        for (String policy : List.of("heartbeatSeconds", "checkpointSeconds", "adapterErrorLimit", "anyway")) {
            places.put("policies." + policy, "policies." + policy);
        }
        return places;
    }
}
