package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.UpdateBudget;
import io.flipside.audit.step.ClipFacts;
import io.flipside.audit.step.ModelFacts;
import io.flipside.audit.step.Provenance;
import io.flipside.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which searches may take up each other's states. */
class FingerprintTest {
    private static final ArtifactRef CLIP = new ArtifactRef("s3://flipside/c", "ab".repeat(32), 1, "video/mp4");
    private static final AuditRequest REQUEST =
            new AuditRequest(CLIP, "tiny", "tiny", Optional.empty(), "left", Presets.of("tiny"), -7, Optional.empty());

    private static String of(AuditRequest request) {
        return Fingerprint.of(
                request,
                new ClipFacts(CLIP, 17, 64, 64, 8),
                new ModelFacts(
                        Map.of("model.safetensors", "1"),
                        Map.of("vae", "2", "transformer", "3"),
                        Optional.empty(),
                        "right",
                        0.9,
                        0.1,
                        Optional.of(new Provenance("PyTorch", "cpu", "c0de", Optional.empty())),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void itIsTheOneThatTheFormerBuildWroteDown() {
        String json = "{\"adapter\":\"\",\"classifier\":{\"model.safetensors\":\"1\"},\"clip\":\"" + "ab".repeat(32)
                + "\",\"generator\":{\"transformer\":\"3\",\"vae\":\"2\"},\"plan\":{\"inverted\":false,\"lastSteps\":0,"
                + "\"losses\":{\"styleWeight\":100000.0},\"method\":\"bttf\",\"optimiser\":{\"beta1\":0.9,"
                + "\"beta2\":0.999,\"epsilon\":1.0E-8,\"learningRate\":0.05,\"weightDecay\":0.0},"
                + "\"redraws\":{\"after\":12,\"most\":4},\"shift\":3.0},"
                + "\"provenance\":\"PyTorch on cpu, code c0de\",\"seed\":-7,\"target\":\"left\"}";
        assertThat(of(REQUEST)).isEqualTo(Sha256.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aChangedBudgetKeepsItAndAnInversionDoesNot() {
        assertThat(of(REQUEST.searchedBy(REQUEST.plan().with(new Budget(3, 2)))))
                .isEqualTo(of(REQUEST));
        AuditRequest inverting = REQUEST.searchedBy(Presets.of("e-swin"));
        assertThat(of(inverting.searchedBy(inverting.plan().with(new UpdateBudget(0, 100)))))
                .isNotEqualTo(of(inverting));
    }
}
