package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.RecordSteps;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Audits that are under way when a new version is rolled out must go on: their histories are replayed here. */
class HistoryReplayTest {
    static List<Path> histories() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(HistoryReplayTest.class.getResource("/histories"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyKeptHistoryReplays(Path history) throws IOException {
        String json = Files.readString(history);
        assertThatCode(() -> replay(json, CounterfactualAuditWorkflow.class)).doesNotThrowAnyException();
    }

    @Test
    void aWorkflowThatDoesSomethingElseFailsTheReplay() throws Exception {
        List<Path> histories = histories();
        assertThat(histories).isNotEmpty();
        String json = Files.readString(histories.get(0));
        assertThatThrownBy(() -> replay(json, Changed.class)).hasStackTraceContaining("NonDeterministic");
    }

    private static void replay(String json, Class<?> workflow) throws Exception {
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                .setDataConverter(PayloadLimit.converter())
                                .build())
                        .build())) {
            WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(json), environment, workflow);
        }
    }

    /** The audit with one step more at its beginning. */
    public static final class Changed implements CounterfactualAudit {
        private final CounterfactualAuditWorkflow unchanged;

        @io.temporal.workflow.WorkflowInit
        public Changed(AuditRequest request) {
            unchanged = new CounterfactualAuditWorkflow(request);
        }

        @Override
        public AuditOutcome run(AuditRequest request) {
            Workflow.newActivityStub(RecordSteps.class, StepOptions.bookkeeping("new"))
                    .prepare("new", request);
            return unchanged.run(request);
        }

        @Override
        public AuditProgress progress() {
            return unchanged.progress();
        }

        @Override
        public List<LossPoint> lossCurve() {
            return unchanged.lossCurve();
        }

        @Override
        public AuditProgress pause() {
            return unchanged.pause();
        }

        @Override
        public void checkPause() {
            unchanged.checkPause();
        }

        @Override
        public AuditProgress resume() {
            return unchanged.resume();
        }

        @Override
        public void checkResume() {
            unchanged.checkResume();
        }

        @Override
        public AuditProgress stopEarly() {
            return unchanged.stopEarly();
        }

        @Override
        public void checkStopEarly() {
            unchanged.checkStopEarly();
        }

        @Override
        public AuditProgress changeBudget(Budget budget) {
            return unchanged.changeBudget(budget);
        }

        @Override
        public void checkChangeBudget(Budget budget) {
            unchanged.checkChangeBudget(budget);
        }

        @Override
        public void cancel(String reason) {
            unchanged.cancel(reason);
        }

        @Override
        public void stepTroubled(StepTrouble trouble) {
            unchanged.stepTroubled(trouble);
        }
    }
}
