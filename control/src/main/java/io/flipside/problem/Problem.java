package io.flipside.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a call is not answered, as RFC 9457 has it.
 *
 * @param kind of problem
 * @param detail what is wrong and what would be right, in short sentences
 * @param more members for machines, such as the field that is wrong
 */
public record Problem(ProblemKind kind, String detail, Map<String, ?> more) {
    /** Of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        more = Map.copyOf(more);
    }

    /** One that has nothing more to say. */
    public Problem(ProblemKind kind, String detail) {
        this(kind, detail, Map.of());
    }

    /** The body. Callers of before read the detail as {@code error}. */
    public String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", kind.type());
        members.put("title", kind.title());
        members.put("status", kind.status());
        members.put("detail", detail);
        members.putAll(more);
        members.put("error", detail);
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem that is no JSON: " + kind, e);
        }
    }
}
