package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.AuditOutcome;
import io.flipside.audit.AuditRequest;
import io.flipside.record.AuditKeys;
import io.flipside.service.AuditService;
import io.flipside.service.EmbeddedProcess;
import io.flipside.service.Role;
import io.flipside.store.ArtifactStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits that are called off from the moment on at which they are submitted, whatever their first steps are at. */
class CalledOffAtOnceIT {
    private static final int AUDITS = 60;
    private static final int STEP_MILLIS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path scratch;

    private static EmbeddedProcess embedded;

    @BeforeAll
    static void start() {
        embedded = EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    @Test
    void everyOneEndsAsCancelledWithItsRecord() {
        EnumSet<Role> withoutAModel = EnumSet.of(Role.API, Role.WORKFLOW, Role.CPU);
        try (AuditService service = AuditService.start(TestSettings.of(embedded.settings(), withoutAModel, scratch));
                ArtifactStore store = TestSettings.store(embedded.settings())) {
            Audits audits = new Audits(service.desk(), store, Audits.plan(1, 1));
            AuditRequest request = audits.request(scratch, 0);
            List<String> submitted = new ArrayList<>();
            for (int i = 0; i < AUDITS; i++) {
                String audit = service.desk().control().submit(request, "at-once-" + i);
                submitted.add(audit);
                Audits.pause((long) i * STEP_MILLIS);
                service.desk().control().cancel(audit, "enough");
            }
            Audits.await(
                    () -> submitted.stream().allMatch(audit -> service.desk()
                            .results()
                            .show(audit)
                            .outcome()
                            .isPresent()),
                    Duration.ofMillis(200),
                    PATIENCE);
            for (String audit : submitted) {
                assertThat(audits.await(audit)).isInstanceOf(AuditOutcome.Cancelled.class);
                assertThat(service.desk().files().file(audit, AuditKeys.RECORD)).isPresent();
            }
        }
    }
}
