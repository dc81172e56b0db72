package io.flipside.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.Reason;
import io.flipside.audit.step.AuditEvent;
import io.flipside.campaign.CampaignEvent;
import io.flipside.request.RequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schemas say what the code does. */
class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyEventThatIsToldFollowsItsSchema() throws IOException {
        JsonSchema schema = schema("audit-event.schema.json");
        Map<String, Object> record = Map.of("uri", "s3://flipside/r", "sha256", "0", "bytes", 1, "mediaType", "x");
        Reason reason = new Reason("code", "Sentence.");
        List<AuditEvent> events = List.of(
                event("accepted", "", Map.of("classifier", "tiny", "target", "left")),
                event("stage.completed", "3", Map.of("stage", 3, "updates", 8, "loss", 0.1, "targetProbability", 0.9)),
                event("completed", "", completed("flipped", Optional.empty(), record)),
                event("completed", "", completed("not-flipped", Optional.of(reason), record)),
                event("refused", "", Map.of("reason", reason, "record", Optional.empty())),
                event("cancelled", "", Map.of("reason", "wrong clip", "record", Optional.empty())),
                event("failed", "", Map.of("message", "m")));
        for (AuditEvent event : events) {
            JsonNode sent = JSON.readTree(new JsonFormat().serialize(KafkaEvents.cloudEvent(event)));
            assertThat(schema.validate(sent)).as(sent.toString()).isEmpty();
        }
        JsonNode wrong = JSON.readTree(
                new JsonFormat().serialize(KafkaEvents.cloudEvent(event("completed", "", Map.of("verdict", "maybe")))));
        assertThat(schema.validate(wrong)).isNotEmpty();
    }

    @Test
    void everyEventOfACampaignThatIsToldFollowsItsSchema() throws IOException {
        JsonSchema schema = schema("campaign-event.schema.json");
        Map<String, Object> facts = Map.of("rows", 50, "ended", 25, "counts", Map.of("flipped", 20, "failed", 5));
        List<CampaignEvent> events = List.of(
                campaign("accepted", "", Map.of("rows", 50, "window", 8)),
                campaign("progress", "25", facts),
                campaign("completed", "", facts),
                campaign("completed", "", Map.of("rows", 2, "ended", 2, "counts", Map.of(), "cancelled", "enough")));
        for (CampaignEvent event : events) {
            JsonNode sent = JSON.readTree(new JsonFormat().serialize(KafkaEvents.cloudEvent(event)));
            assertThat(schema.validate(sent)).as(sent.toString()).isEmpty();
        }
        JsonNode wrong = JSON.readTree(
                new JsonFormat().serialize(KafkaEvents.cloudEvent(campaign("progress", "25", Map.of("rows", 50)))));
        assertThat(schema.validate(wrong)).isNotEmpty();
    }

    private static CampaignEvent campaign(String type, String discriminator, Map<String, Object> data) {
        return new CampaignEvent("campaign-1", type, discriminator, 1_700_000_000_000L, data);
    }

    @Test
    void theSameEventIsTheSameBytesEveryTime() {
        AuditEvent event = event("accepted", "", Map.of("target", "left", "classifier", "tiny"));
        byte[] first = new JsonFormat().serialize(KafkaEvents.cloudEvent(event));
        byte[] second = new JsonFormat()
                .serialize(
                        KafkaEvents.cloudEvent(event("accepted", "", Map.of("classifier", "tiny", "target", "left"))));
        assertThat(first).isEqualTo(second);
    }

    @Test
    void schemaAndReaderAgreeOnRequests() throws IOException {
        JsonSchema schema = schema("audit-request.schema.json");
        String clip = "\"clip\": {\"uri\": \"s3://b/k\", \"sha256\": \"" + "ab".repeat(32) + "\", \"bytes\": 3}";
        for (String json : new String[] {
            "{" + clip + ", \"targetClass\": \"left\"}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"budget\": {\"iterations\": 3}}, \"seed\": -4}",
            "{" + clip + "}",
            "{" + clip + ", \"targetClass\": \"left\", \"more\": 1}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"optimiser\": {\"learningRate\": 0}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"optimiser\": {\"rate\": 1}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"stop\": {\"confidence\": 1}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"version\": 1}}",
            "{" + clip + ", \"targetClass\": \"left\", \"preset\": \"m-swin\"}",
            "{" + clip + ", \"targetClass\": \"left\", \"preset\": \"huge\"}",
            "{" + clip + ", \"targetClass\": \" \"}",
            "{" + clip + ", \"targetClass\": \"left\", \"classifier\": \"../x\"}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"policies\": {\"heartbeatSeconds\": 1}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"policies\": {\"anyway\": true}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"policies\": {\"anyway\": \"yes\"}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"method\": \"draws\"}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"settings\": {\"spread\": 0.5, \"draws\": 3}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"settings\": {\"spread\": \"wide\"}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"settings\": {\"spread\": {}}}}",
            "{" + clip + ", \"targetClass\": \"left\", \"plan\": {\"settings\": null, \"stop\": null}}",
            "{" + clip + ", \"targetClass\": \"left\", \"parent\": {\"auditId\": \"a\", \"fromStage\": 1}}"
        }) {
            boolean bySchema = schema.validate(JSON.readTree(json)).isEmpty();
            assertThat(bySchema).as(json).isEqualTo(isRead(json));
        }
    }

    private static boolean isRead(String json) {
        try {
            RequestReader.read(json.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (InvalidRequest e) {
            return false;
        }
    }

    private static Map<String, Object> completed(String verdict, Optional<Reason> reason, Object record) {
        return Map.of(
                "verdict",
                verdict,
                "reason",
                reason,
                "prediction",
                "left",
                "confidence",
                0.9,
                "targetProbability",
                0.9,
                "evidenceSha256",
                "0",
                "record",
                record);
    }

    private static AuditEvent event(String type, String discriminator, Map<String, Object> data) {
        return new AuditEvent("audit-1", type, discriminator, 1_700_000_000_000L, data);
    }

    private static JsonSchema schema(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(KafkaEvents.class.getResourceAsStream("/io/flipside/schema/" + name))) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }
}
