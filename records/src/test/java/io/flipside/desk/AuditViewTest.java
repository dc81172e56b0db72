package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditProgress;
import io.flipside.audit.step.StageReport;
import io.flipside.record.AuditJson;
import io.flipside.record.SearchProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditViewTest {
    private static final PendingStep SECOND_STAGE = new PendingStep(
            Optional.of(new SearchProgress(2, Optional.of("n=2"), 4, 4, 0.1, 0.9, 1)), Optional.empty());

    @Test
    void anUpdateOfTheStageAtWorkIsShown() {
        assertThat(view(1).update()).isEqualTo(SECOND_STAGE.update());
    }

    @Test
    void anUpdateOfAStageThatHasEndedMeanwhileIsNotCountedAgain() {
        assertThat(view(2).update()).isEmpty();
    }

    @Test
    void whatAWorkerOfBeforeToldOfItsUpdateIsReadAndItsStageHasAName() {
        String told = "{\"stage\":2,\"iteration\":4,\"most\":4,\"loss\":0.1,\"targetProbability\":0.9,"
                + "\"secondsPerUpdate\":1.0}";
        SearchProgress read = AuditJson.read(told.getBytes(StandardCharsets.UTF_8), SearchProgress.class);
        assertThat(read).isEqualTo(new SearchProgress(2, Optional.empty(), 4, 4, 0.1, 0.9, 1));
        assertThat(read.name()).isEqualTo("stage 2");
        assertThat(SECOND_STAGE.update().map(SearchProgress::name)).contains("n=2");
    }

    private static AuditView view(int finishedStages) {
        List<StageReport> reports = List.of(report(1), report(2)).subList(0, finishedStages);
        AuditProgress progress =
                new AuditProgress("search", finishedStages + 1, 3, false, reports, Optional.empty(), Optional.empty());
        return AuditView.atWork("audit-1", Optional.empty(), progress, SECOND_STAGE);
    }

    private static StageReport report(int stage) {
        ArtifactRef state = new ArtifactRef("s3://flipside/state", "0".repeat(64), 1, "application/octet-stream");
        return new StageReport(stage, 4, 0.1, 0.9, state, Optional.empty());
    }
}
