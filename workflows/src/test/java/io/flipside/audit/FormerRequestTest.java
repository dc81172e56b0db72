package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.plan.UpdateBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as the build before plans wrote them: its own files. */
class FormerRequestTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @ParameterizedTest
    @CsvSource({"request-tiny.json, tiny", "request-inversion.json, e-swin"})
    void aPresetOfBeforeIsThePresetOfNow(String file, String preset) throws IOException {
        AuditRequest request = read(file);
        assertThat(request.plan()).isEqualTo(Presets.of(preset));
        assertThat(request.targetClass()).isEqualTo("left");
        assertThat(request.parent()).isEmpty();
    }

    @Test
    void everyFieldOfBeforeHasItsPlace() throws IOException {
        AuditPlan plan = new AuditPlan(
                AuditPlan.VERSION,
                "bttf",
                new Schedule(12, 5, 3),
                new UpdateBudget(0, 90),
                Optimiser.adamW(0.02),
                Losses.ofStyle(50_000),
                new Stop(0.8, 2),
                new Redraws(2, 9),
                new Policies(600, 120, 0.5, true));
        ArtifactRef clip = new ArtifactRef(
                "s3://flipside/inputs/" + "ab".repeat(32) + ".mkv", "ab".repeat(32), 60_123, "video/x-matroska");
        ArtifactRef adapter = new ArtifactRef(
                "s3://flipside/inputs/" + "cd".repeat(32) + ".safetensors",
                "cd".repeat(32),
                4_321,
                "application/octet-stream");
        assertThat(read("request-every-field.json"))
                .isEqualTo(new AuditRequest(
                        clip,
                        "video-swin-t",
                        "wan-14b",
                        Optional.of(adapter),
                        "Sweeping",
                        plan,
                        -7,
                        Optional.of(new ParentAudit("audit-1", 4))));
    }

    @Test
    void whatIsReadFromBeforeIsWrittenAsNowAndReadAgain() throws IOException {
        AuditRequest request = read("request-every-field.json");
        byte[] now = JSON.writeValueAsBytes(request);
        ObjectNode tree = (ObjectNode) JSON.readTree(now);
        assertThat(tree.fieldNames()).toIterable().contains("plan").doesNotContain("search", "policies");
        assertThat(tree.at("/plan/version").asInt()).isEqualTo(2);
        assertThat(JSON.readValue(now, AuditRequest.class)).isEqualTo(request);
    }

    @Test
    void bothShapesAtOnceAreRefusedByName() throws IOException {
        ObjectNode both = tree("request-tiny.json");
        both.putObject("plan");
        assertThatThrownBy(() -> FormerRequest.upgraded(both))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("search"));
        both.remove("search");
        assertThatThrownBy(() -> FormerRequest.upgraded(both))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("policies"));
    }

    @Test
    void anErrorNamesTheFieldAsItsSenderKnowsIt() {
        assertThat(FormerRequest.former("plan.budget.iterations")).isEqualTo("search.iterations");
        assertThat(FormerRequest.former("plan.policies.anyway")).isEqualTo("policies.anyway");
        assertThat(FormerRequest.former("targetClass")).isEqualTo("targetClass");
    }

    private static AuditRequest read(String file) throws IOException {
        return JSON.treeToValue(tree(file), AuditRequest.class);
    }

    private static ObjectNode tree(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FormerRequestTest.class.getResourceAsStream("/former/" + file), file)) {
            return (ObjectNode) JSON.readTree(in);
        }
    }
}
