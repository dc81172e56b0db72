package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.RenderInput;
import io.flipside.audit.step.Rendering;
import io.flipside.explain.Rendered;
import io.flipside.record.AuditKeys;
import io.flipside.store.ArtifactCorrupt;
import org.junit.jupiter.api.Test;

class RenderTest {
    @Test
    void theCounterfactualIsWrittenTwiceAndTheLosslessFileIsTheSameForEveryWorker() {
        Rendering rendering = TinyAudit.RENDER.run(TinyAudit.render("rendered"), TinyAudit.SILENT);
        assertThat(rendering.targetProbability()).isBetween(0.0, 1.0);
        assertThat(TinyAudit.STORE.stat(AuditKeys.file("rendered", Rendered.EVIDENCE)))
                .contains(rendering.evidence());
        assertThat(TinyAudit.STORE.stat(AuditKeys.file("rendered", Rendered.SHAREABLE)))
                .contains(rendering.shareable());
        assertThat(rendering.evidence().sha256())
                .isEqualTo(TinyAudit.rendered().evidence().sha256());
    }

    @Test
    void aDamagedStateIsNeverRendered() {
        RenderInput sound = TinyAudit.render("damaged-state");
        String copy = "audits/damaged-state/stages/1.safetensors";
        RenderInput input = new RenderInput(
                sound.auditId(),
                sound.request(),
                sound.clip(),
                TinyAudit.STORE.put(copy, TinyAudit.STORE.get(sound.state(), 1 << 24), "application/octet-stream"),
                sound.lastStage());
        TinyAudit.STORE.damage(copy);
        assertThatThrownBy(() -> TinyAudit.RENDER.run(input, TinyAudit.SILENT)).isInstanceOf(ArtifactCorrupt.class);
        assertThat(TinyAudit.STORE.list("audits/damaged-state/result/")).isEmpty();
    }
}
