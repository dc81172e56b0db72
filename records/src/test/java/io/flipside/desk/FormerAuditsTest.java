package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.ParentAudit;
import io.flipside.record.AuditStatus;
import io.flipside.store.FolderStore;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits that ended under a build whose records had no type of their own. */
class FormerAuditsTest {
    private static final String FLIPPED = "former-flipped";
    private static final String REFUSED = "former-refused";

    @TempDir
    Path folder;

    private final WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    private final List<AuditRequest> started = new ArrayList<>();
    private KeptAudits kept;
    private AuditDesk desk;

    @BeforeEach
    void bring() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store"));
        Path former = Path.of("src/test/resources/former");
        try (Stream<Path> files = Files.walk(former)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.put(former.relativize(file).toString(), file, "application/json");
            }
        }
        kept = new KeptAudits(store);
        desk = AuditDesk.of(
                WorkflowClient.newInstance(nobody),
                store,
                (id, request) -> {
                    started.add(request);
                    return AuditStarter.Started.NEW;
                },
                new Uploads(store, folder.resolve("uploads")));
    }

    @AfterEach
    void close() {
        nobody.shutdownNow();
    }

    @Test
    void areListed() {
        assertThat(desk.listing().page(PageToken.FIRST, AuditListing.MOST).lines())
                .containsExactly(
                        new AuditLine(FLIPPED, AuditStatus.COMPLETED), new AuditLine(REFUSED, AuditStatus.REFUSED));
    }

    @Test
    void areShownWithWhatTheyCameTo() {
        AuditView flipped = desk.results().show(FLIPPED);
        assertThat(flipped.status()).isEqualTo(AuditStatus.FLIPPED);
        assertThat(flipped.outcome().flatMap(AuditOutcome::judged).flatMap(e -> e.figure("firstFrameSsim")))
                .contains(0.9898477806325608);
        AuditView refused = desk.results().show(REFUSED);
        assertThat(refused.status()).isEqualTo(AuditStatus.REFUSED);
        assertThat(refused.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(AuditOutcome.Refused.class));
        assertThat(desk.results().lossCurve(FLIPPED)).hasSize(6);
    }

    @Test
    void areRunAgain() {
        desk.control().rerun(FLIPPED, 2, "again");

        AuditRequest before = kept.request(FLIPPED).orElseThrow();
        assertThat(started).singleElement().satisfies(again -> {
            assertThat(again.clip()).isEqualTo(before.clip());
            assertThat(again.parent()).isEqualTo(Optional.of(new ParentAudit(FLIPPED, 2)));
        });
    }
}
