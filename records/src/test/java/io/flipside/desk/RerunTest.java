package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.step.Condition;
import io.flipside.audit.step.StageFacts;
import io.flipside.caller.Caller;
import io.flipside.record.Asks;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.FolderStore;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which stage an audit may be run again, as far as the desk can know. */
class RerunTest {
    private static final ArtifactRef CLIP = new ArtifactRef("s3://flipside/c", "ab".repeat(32), 1, "video/mp4");

    @TempDir
    Path folder;

    private final WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    private final List<AuditRequest> started = new ArrayList<>();
    private FolderStore store;
    private AuditControl control;

    @BeforeEach
    void open() {
        store = new FolderStore(folder.resolve("store"));
        KeptAudits kept = new KeptAudits(store);
        control = new TemporalControl(
                WorkflowClient.newInstance(nobody),
                kept,
                (id, request) -> {
                    started.add(request);
                    return AuditStarter.Started.NEW;
                },
                new Steering(new Asks(store), Caller.SERVICE));
        AuditPlan plan = AuditPlan.of("draws", Map.of("draws", 2.0), Policies.DEFAULT);
        keep(
                AuditKeys.request("a"),
                new AuditRequest(CLIP, "tiny", "tiny", Optional.empty(), "left", plan, 1, Optional.empty()));
    }

    @AfterEach
    void close() {
        nobody.shutdownNow();
    }

    private void keep(String key, Object value) {
        store.put(key, AuditJson.bytes(value), "application/json");
    }

    @Test
    void aStageBehindTheLastIsRefusedWhereTheStagesAreKnown() {
        List<StageFacts> stages = List.of(new StageFacts(3, "far", 2), new StageFacts(7, "near", 2));
        keep(AuditKeys.step("a", AuditKeys.CONDITION), new Condition(CLIP, 3, "f", Optional.of(stages)));

        assertThatThrownBy(() -> control.rerun("a", 8, "key"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("field 'parent.fromStage' is 8; it must be at most 7, the last stage (near).");
        control.rerun("a", 7, "key");
        assertThat(started).singleElement().satisfies(again -> assertThat(again.parent())
                .contains(new ParentAudit("a", 7)));
    }

    @Test
    void whereNoStagesAreKnownAWorkerDecides() {
        control.rerun("a", 99, "key");
        keep(AuditKeys.step("a", AuditKeys.CONDITION), new Condition(CLIP, 3, "f", Optional.empty()));
        control.rerun("a", 98, "key");
        assertThat(started).hasSize(2);
    }
}
