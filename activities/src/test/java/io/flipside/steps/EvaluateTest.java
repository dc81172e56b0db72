package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.Reason;
import io.flipside.audit.step.EvaluateInput;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Rendering;
import io.flipside.explain.Rendered;
import io.flipside.record.AuditKeys;
import io.flipside.store.ArtifactCorrupt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluateTest {
    private static Evaluation evaluate(String audit, Rendering rendering, Optional<Reason> failure) {
        TinyAudit.searched();
        TinyAudit.STORE
                .find(AuditKeys.updates(TinyAudit.ID, 1), 1 << 20)
                .ifPresent(log -> TinyAudit.STORE.put(AuditKeys.updates(audit, 1), log, "application/json"));
        return TinyAudit.EVALUATE.run(
                new EvaluateInput(
                        audit,
                        TinyAudit.REQUEST,
                        TinyAudit.clip(),
                        TinyAudit.admitted(),
                        List.of(TinyAudit.searched()),
                        rendering,
                        Optional.empty(),
                        failure),
                TinyAudit.SILENT);
    }

    @Test
    void theVerdictIsTakenFromTheWrittenFileAndTheResultNamesWhatWasUsedAndNoPathOfAWorker() throws IOException {
        Evaluation evaluation = evaluate("judged", TinyAudit.rendered(), Optional.empty());
        assertThat(evaluation.evidenceSha256())
                .isEqualTo(TinyAudit.rendered().evidence().sha256());
        assertThat(evaluation.files())
                .containsKeys(Rendered.EVIDENCE, Rendered.SHAREABLE, "original.mkv", "result.json", "report.html");
        String json =
                new String(TinyAudit.STORE.get(evaluation.files().get("result.json"), 1 << 20), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"clip\" : \"" + TinyAudit.REQUEST.clip().uri() + "\"")
                .contains(TinyAudit.admitted().classifierSha256().get("model.safetensors"))
                .doesNotContain(System.getProperty("java.io.tmpdir"));
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.at("/metrics/ssim").asDouble())
                .isEqualTo(evaluation.figure("ssim").orElseThrow());
        assertThat(read.at("/metrics/firstFrameSsim").asDouble())
                .isEqualTo(evaluation.figure("firstFrameSsim").orElseThrow());
        assertThat(read.at("/metricDetails/ssim/kind").asText()).isEqualTo("figures");
        assertThat(read.at("/metricDetails/ssim/figures/ssim/direction").asText())
                .isEqualTo("higher-is-nearer");
        assertThat(read.at("/stages/0/label").asText()).isEqualTo("n=1");
        assertThat(read.at("/updateFields").toString())
                .isEqualTo("[\"stage\",\"iteration\",\"loss\",\"crossEntropy\",\"style\",\"targetProbability\"]");
        assertThat(read.at("/updates/0").size())
                .isEqualTo(read.at("/updateFields").size());
    }

    @Test
    void whatDidNotFlipSaysWhyTheSearchEndedIfItKnows() {
        Reason why = new Reason("non-finite", "Numbers stopped being finite.");
        Rendering unchanged =
                new Rendering(TinyAudit.clip().frames(), TinyAudit.rendered().shareable(), 0);
        assertThat(evaluate("unchanged", unchanged, Optional.of(why)).notFlipped())
                .contains(why);
        assertThat(evaluate("unchanged", unchanged, Optional.empty()).notFlipped())
                .map(Reason::code)
                .contains("target-not-reached");
    }

    @Test
    void aDamagedFileIsNeverJudged() {
        String copy = "audits/damaged-file/result/counterfactual.mkv";
        ArtifactRef evidence = TinyAudit.rendered().evidence();
        Rendering damaged = new Rendering(
                TinyAudit.STORE.put(copy, TinyAudit.STORE.get(evidence, 1 << 24), evidence.mediaType()),
                TinyAudit.rendered().shareable(),
                0.5);
        TinyAudit.STORE.damage(copy);
        assertThatThrownBy(() -> evaluate("damaged-file", damaged, Optional.empty()))
                .isInstanceOf(ArtifactCorrupt.class);
    }
}
