package io.flipside.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.Policies;
import io.flipside.audit.Presets;
import io.flipside.audit.SearchPlan;
import java.io.IOException;

/**
 * Reads a request as people and machines write it: only {@code clip} and {@code targetClass} are required, {@code preset}
 * gives the search and {@code search} what differs from it. A field that is not known is refused, for it may have been
 * meant.
 */
public final class RequestReader {
    /** Largest request. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestReader() {}

    /** @throws InvalidRequest naming the field and what would be right */
    public static AuditRequest read(byte[] json) {
        return read(fields(json));
    }

    /** @throws InvalidRequest naming the field and what would be right */
    public static Budget budget(byte[] json) {
        Fields fields = fields(json);
        Budget budget = new Budget(fields.integer("iterations"), fields.integer("denoisingSteps"));
        fields.refuseOthers();
        return budget;
    }

    private static Fields fields(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new InvalidRequest("request", "has " + json.length + " bytes; at most " + MOST_BYTES + " are taken.");
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new InvalidRequest("request", "is not JSON: " + firstLine(e) + ".");
        } catch (StackOverflowError e) {
            throw new InvalidRequest("request", "is nested too deeply.");
        }
        return new Fields("", tree);
    }

    private static AuditRequest read(Fields fields) {
        ArtifactRef clip = ref(fields.object("clip"));
        String target = fields.text("targetClass");
        SearchPlan preset = Presets.of(fields.text("preset", "tiny"));
        AuditRequest request = new AuditRequest(
                clip,
                fields.text("classifier", "tiny"),
                fields.text("generator", "tiny"),
                fields.find("adapter").map(RequestReader::ref),
                target,
                fields.find("search").map(f -> plan(f, preset)).orElse(preset),
                fields.whole("seed", 1),
                fields.find("policies").map(RequestReader::policies).orElse(Policies.DEFAULT),
                fields.find("parent").map(RequestReader::parent));
        fields.refuseOthers();
        return request;
    }

    private static ArtifactRef ref(Fields fields) {
        try {
            ArtifactRef ref = new ArtifactRef(
                    ObjectUri.checked(fields.path() + ".uri", fields.text("uri")),
                    fields.text("sha256"),
                    fields.whole("bytes"),
                    MediaTypes.checked(
                            fields.path() + ".mediaType", fields.text("mediaType", "application/octet-stream")));
            fields.refuseOthers();
            return ref;
        } catch (InvalidRequest e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(fields.path(), "is no reference: " + e.getMessage() + ".");
        }
    }

    private static SearchPlan plan(Fields fields, SearchPlan base) {
        int inversion = fields.integer("inversionIterations", base.inversionIterations());
        double confidence = fields.number("confidence", base.confidence());
        SearchPlan plan = new SearchPlan(
                inversion,
                fields.integer("iterations", base.iterations()),
                fields.integer("denoisingSteps", base.denoisingSteps()),
                fields.number("learningRate", base.learningRate()),
                fields.number("styleWeight", base.styleWeight()),
                fields.number("shift", base.shift()),
                fields.integer("lastSteps", base.lastSteps()),
                confidence,
                fields.integer("redraws", inversion == 0 && confidence > 0 ? base.redraws() : 0),
                fields.integer("redrawAfter", base.redrawAfter()));
        fields.refuseOthers();
        return plan;
    }

    private static Policies policies(Fields fields) {
        Policies base = Policies.DEFAULT;
        Policies policies = new Policies(
                fields.integer("heartbeatSeconds", base.heartbeatSeconds()),
                fields.integer("checkpointSeconds", base.checkpointSeconds()),
                fields.number("adapterErrorLimit", base.adapterErrorLimit()),
                fields.flag("anyway", base.anyway()));
        fields.refuseOthers();
        return policies;
    }

    private static ParentAudit parent(Fields fields) {
        ParentAudit parent = new ParentAudit(fields.text("auditId"), fields.integer("fromStage"));
        fields.refuseOthers();
        return parent;
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("unreadable").replaceAll("\\p{Cntrl}", " ");
    }
}
