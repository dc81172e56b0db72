package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.AuditEvent;
import io.flipside.store.ArtifactStore;
import io.flipside.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditIndexTest {
    private static final String JSON = "application/json";

    @TempDir
    Path folder;

    private TestStore service;
    private ArtifactStore store;
    private AuditIndex index;

    @BeforeEach
    void start() {
        service = new TestStore(folder);
        store = service.store();
        index = new AuditIndex(store);
        index.page("", 1);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static AuditRequest request(String target) {
        return new AuditRequest(
                new ArtifactRef("s3://b/clip", "0".repeat(64), 1, "video/mp4"),
                "tiny",
                "tiny",
                Optional.empty(),
                target,
                Presets.of("tiny"),
                1,
                Optional.empty());
    }

    private void accepted(String audit) {
        index.opened(audit);
        keep(audit);
    }

    private void keep(String audit) {
        store.put(AuditKeys.request(audit), AuditJson.bytes(request("left")), JSON);
    }

    private void ended(String audit, String type) {
        store.put(AuditKeys.done(audit), AuditJson.bytes(new AuditEvent(audit, type, "", 1, Map.of())), JSON);
    }

    private List<String> unfinished() {
        List<String> audits = new ArrayList<>();
        Unfinished.in(store, (audit, request) -> audits.add(audit));
        return audits;
    }

    private List<String> lines(String after, int limit) {
        return index.page(after, limit).stream()
                .map(entry -> entry.auditId() + " " + entry.status().word())
                .toList();
    }

    @Test
    void pagesGoThroughOpenAndDoneAuditsInTheOrderOfTheirIds() {
        // ids of which one begins with another, and others that a slash or a dot would put elsewhere
        List<String> ids = List.of(
                "A", "a", "a-b", "a.b", "audit-", "audit-1", "audit-1-x", "audit-10", "audit-1_", "audit-2", "audit-a");
        for (int i = 0; i < ids.size(); i++) {
            accepted(ids.get(i));
            if (i % 2 == 0) {
                ended(ids.get(i), "completed");
                index.done(ids.get(i), i % 4 == 0 ? AuditStatus.COMPLETED : AuditStatus.SET_ASIDE);
            }
        }
        for (int limit : new int[] {1, 2, 3, 100}) {
            List<String> seen = new ArrayList<>();
            List<AuditIndex.Entry> page = index.page("", limit);
            while (!page.isEmpty()) {
                page.forEach(entry -> seen.add(entry.auditId()));
                page = index.page(seen.get(seen.size() - 1), limit);
            }
            assertThat(seen).containsExactlyElementsOf(ids);
        }
        assertThat(lines("", 3)).containsExactly("A completed", "a running", "a-b set-aside");
        assertThat(unfinished()).containsExactly("a", "a.b", "audit-1", "audit-10", "audit-2");
    }

    @Test
    void aKillBetweenAnyTwoWritesLosesNoAudit() {
        index.opened("entered"); // then killed: no request yet
        accepted("accepted");
        accepted("ended");
        ended("ended", "refused"); // then killed: not in the index yet
        accepted("entered-twice");
        ended("entered-twice", "completed");
        store.put(AuditKeys.indexed(AuditKeys.INDEX_DONE, "entered-twice", "completed"), new byte[0], JSON);
        assertThat(lines("", 10))
                .containsExactly("accepted running", "ended running", "entered running", "entered-twice completed");
        assertThat(unfinished()).containsExactly("accepted");
        assertThat(lines("", 10))
                .containsExactly("accepted running", "ended refused", "entered running", "entered-twice completed");
    }

    @Test
    void anAuditThatWentOnAfterItsEndHasItsLastStatus() {
        accepted("a");
        ended("a", "failed");
        index.done("a", AuditStatus.FAILED);
        index.opened("a");
        ended("a", "completed");
        index.done("a", AuditStatus.COMPLETED);
        assertThat(lines("", 10)).containsExactly("a completed");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void auditsOfBuildsWithoutAnIndexAreEnteredOnce() {
        for (int i = 0; i < 25; i++) {
            keep("old-%02d".formatted(i));
            if (i > 0) {
                ended("old-%02d".formatted(i), "completed");
            }
        }
        store.delete(AuditKeys.INDEX_BUILT);
        assertThat(unfinished()).containsExactly("old-00");
        assertThat(index.page("", 100)).hasSize(25);
        store.delete(AuditKeys.request("old-00"));
        keep("from-nowhere"); // not looked for again
        assertThat(lines("", 1)).containsExactly("old-00 running");
    }

    @Test
    void oneDamagedRequestKeepsNoOtherFromGoingOn() {
        for (String audit : List.of("a", "b", "c", "d")) {
            accepted(audit);
        }
        store.put(AuditKeys.request("b"), "{\"clip\": 7".getBytes(StandardCharsets.UTF_8), JSON);
        service.flipBit(AuditKeys.request("c"), 20);
        assertThat(unfinished()).containsExactly("a", "d");
        assertThat(lines("", 10)).containsExactly("a running", "b unreadable", "c unreadable", "d running");
        assertThat(unfinished()).containsExactly("a", "d");
        keep("b");
        assertThat(unfinished()).containsExactly("a", "b", "d");
        assertThat(lines("", 10)).containsExactly("a running", "b running", "c unreadable", "d running");
        ended("c", "cancelled");
        index.done("c", AuditStatus.CANCELLED);
        assertThat(lines("", 10)).contains("c cancelled");
    }
}
