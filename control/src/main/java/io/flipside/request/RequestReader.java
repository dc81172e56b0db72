package io.flipside.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.FormerRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.desk.Question;

/**
 * Reads a request as people and machines write it: only {@code clip} and {@code targetClass} are required, {@code preset}
 * gives the plan and {@code plan} what differs from it, {@code answers} asks for more than one. A field that is not known is refused, for it may have been meant.
 * Requests of version 1 are read as well ({@link FormerRequest}).
 */
public final class RequestReader {
    /** Largest request. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Names the plan that holds where the request says nothing else. */
    static final String PRESET = "preset";

    /** How many answers there shall be, each an audit with a seed of its own. */
    static final String ANSWERS = "answers";

    private RequestReader() {}

    /**
     * The audit that is asked for; of several the first.
     *
     * @throws InvalidRequest naming the field and what would be right
     */
    public static AuditRequest read(byte[] json) {
        return question(json).request();
    }

    /** @throws InvalidRequest naming the field and what would be right */
    public static Question question(byte[] json) {
        ObjectNode asked = object(json);
        JsonNode answers = asked.path(ANSWERS);
        asked.remove(ANSWERS);
        if (answers.isMissingNode() || answers.isNull()) {
            return new Question(request(asked), 1);
        } else if (!answers.isIntegralNumber()) {
            throw new InvalidRequest(ANSWERS, "must be a whole number.");
        }
        return new Question(request(asked), answers.canConvertToInt() ? answers.intValue() : Integer.MAX_VALUE);
    }

    private static AuditRequest request(ObjectNode asked) {
        boolean former = !asked.hasNonNull(PlanReader.PLAN);
        ObjectNode request = complete(FormerRequest.upgraded(asked));
        try {
            return StrictJson.read("", request, AuditRequest.class);
        } catch (InvalidRequest e) {
            throw former ? e.at(FormerRequest.former(e.field())) : e;
        }
    }

    /** @throws InvalidRequest naming the field and what would be right */
    public static Budget budget(byte[] json) {
        return StrictJson.read("", object(json), Budget.class);
    }

    private static ObjectNode object(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new InvalidRequest("request", "has " + json.length + " bytes; at most " + MOST_BYTES + " are taken.");
        }
        return StrictJson.object("request", json);
    }

    private static ObjectNode complete(ObjectNode asked) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("classifier", Presets.DEFAULT)
                .put("generator", Presets.DEFAULT)
                .put("seed", 1);
        request.putNull("adapter").putNull("parent");
        JsonNode preset = asked.path(PRESET);
        if (preset.isMissingNode() || preset.isNull()) {
            preset = request.textNode(Presets.DEFAULT);
        } else if (!preset.isTextual()) {
            throw new InvalidRequest(PRESET, "must be a string.");
        }
        asked.remove(PRESET);
        PlanReader.put(request, asked);
        JsonNode plan = request.path(PlanReader.PLAN);
        if (plan.isObject() || plan.isMissingNode() || plan.isNull()) {
            request.set(PlanReader.PLAN, PlanReader.over(preset.textValue(), plan));
        }
        reference("clip", request.path("clip"));
        reference("adapter", request.path("adapter"));
        return request;
    }

    static void reference(String name, JsonNode reference) {
        if (reference.path("uri").isTextual()) {
            ObjectUri.checked(name + ".uri", reference.get("uri").textValue());
        }
        if (reference.path("mediaType").isTextual()) {
            MediaTypes.checked(name + ".mediaType", reference.get("mediaType").textValue());
        } else if (reference instanceof ObjectNode object && !object.hasNonNull("mediaType")) {
            object.put("mediaType", "application/octet-stream");
        }
    }
}
