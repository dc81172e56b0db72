package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditRequestTest {
    private static final SearchPlan PLAN = AuditEnvironment.PLAN;

    @Test
    void aWrongValueNamesItsField() {
        assertThatThrownBy(() -> new SearchPlan(0, 0, 1, 0.1, 1, 3, 0, 0, 0, 0))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("search.iterations"))
                .hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> new SearchPlan(0, 1, 1, Double.NaN, 1, 3, 0, 0, 0, 0))
                .hasMessageContaining("search.learningRate");
        assertThatThrownBy(() -> new Policies(1, 0, 1)).hasMessageContaining("policies.heartbeatSeconds");
        assertThatThrownBy(() -> new Budget(1, 101)).hasMessageContaining("budget.denoisingSteps");
    }

    @Test
    void namesThatWouldLeaveTheirFolderAreRefused() {
        for (String name : new String[] {"../etc", "a/b", "", ".hidden", "a b", "x".repeat(101)}) {
            assertThatThrownBy(() -> request(name, "right"))
                    .as(name)
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("classifier");
        }
        assertThatThrownBy(() -> request("tiny", "right\nleft")).hasMessageContaining("targetClass");
    }

    @Test
    void aReferenceIsCheckedBeforeItIsFollowed() {
        assertThatThrownBy(() -> new ArtifactRef("http://elsewhere/x", "0".repeat(64), 1, "x"))
                .hasMessageContaining("s3://bucket/key");
        assertThatThrownBy(() -> new ArtifactRef("s3://b/k", "xyz", 1, "x")).hasMessageContaining("sha256");
        ArtifactRef ref = new ArtifactRef("s3://bucket/a/b.mkv", "0".repeat(64), 1, "video/x-matroska");
        assertThat(ref.bucket()).isEqualTo("bucket");
        assertThat(ref.key()).isEqualTo("a/b.mkv");
    }

    @Test
    void everyOutcomeSurvivesTheJourneyThroughTemporal() {
        AuditOutcome outcome = new AuditOutcome.Refused(new Reason("code", "Sentence."), Optional.empty());
        var converter = PayloadLimit.converter();
        AuditOutcome back = converter.fromPayload(
                converter.toPayload(outcome).orElseThrow(), AuditOutcome.class, AuditOutcome.class);
        assertThat(back).isEqualTo(outcome);
    }

    private static AuditRequest request(String classifier, String target) {
        return new AuditRequest(
                ScriptedSteps.ref("clip"),
                classifier,
                "tiny",
                Optional.empty(),
                target,
                PLAN,
                1,
                Policies.DEFAULT,
                Optional.empty());
    }
}
