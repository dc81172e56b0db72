package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.step.AuditEvent;
import io.flipside.record.AuditIndex;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.record.AuditStatus;
import io.flipside.store.FolderStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSearchTest {
    private static final int AUDITS = 30;

    @TempDir
    Path folder;

    private AuditSearch search;

    /** Every third is open, of the others every second flipped and the others were refused; every fifth asks for 'left'; the last cannot be read. */
    @BeforeEach
    void keep() {
        FolderStore store = new FolderStore(folder);
        AuditIndex index = new AuditIndex(store);
        for (int i = 0; i < AUDITS; i++) {
            String id = id(i);
            index.opened(id);
            byte[] request = i == AUDITS - 1 ? new byte[] {'{'} : AuditJson.bytes(request(i));
            store.put(AuditKeys.request(id), request, "application/json");
            if (i % 3 != 0) {
                AuditStatus status = i % 2 == 0 ? AuditStatus.FLIPPED : AuditStatus.REFUSED;
                store.put(AuditKeys.done(id), done(id, status), "application/json");
                // how it was judged is not in the index
                index.done(id, i % 2 == 0 ? AuditStatus.COMPLETED : status);
            }
        }
        search = new AuditSearch(new IndexListing(index), new KeptAudits(store));
    }

    private static byte[] done(String id, AuditStatus status) {
        return AuditJson.bytes(new AuditEvent(id, status.word(), "", 1, Map.of("verdict", status.word())));
    }

    private static String id(int i) {
        return "audit-%03d".formatted(i);
    }

    private static AuditRequest request(int i) {
        return new AuditRequest(
                new ArtifactRef("s3://flipside/inputs/Clip-" + i + ".mkv", "0".repeat(64), 1, "video/x-matroska"),
                "tiny",
                "tiny",
                Optional.empty(),
                i % 5 == 0 ? "left" : "right",
                Presets.of("tiny"),
                1,
                Optional.empty());
    }

    private List<String> all(AuditQuery query, int limit) {
        List<String> ids = new ArrayList<>();
        Optional<PageToken> next = Optional.of(PageToken.FIRST);
        while (next.isPresent()) {
            FoundAudits found = search.find(query, next.get(), limit);
            assertThat(found.audits()).hasSizeLessThanOrEqualTo(limit);
            found.audits().forEach(audit -> ids.add(audit.auditId()));
            next = found.next();
        }
        return ids;
    }

    private List<String> matching(IntPredicate wanted) {
        return IntStream.range(0, AUDITS)
                .filter(wanted)
                .mapToObj(AuditSearchTest::id)
                .toList();
    }

    @Test
    void pagesOfAnySizeGiveEveryAuditThatIsLookedForOnceAndInOrder() {
        for (int limit : new int[] {1, 4, 7, 30, 1000}) {
            assertThat(all(AuditQuery.ALL, limit)).isEqualTo(matching(i -> true));
            assertThat(all(new AuditQuery(Optional.of(true), Optional.empty(), "", ""), limit))
                    .isEqualTo(matching(i -> i % 3 == 0));
            assertThat(all(new AuditQuery(Optional.empty(), Optional.of(AuditStatus.FLIPPED), "", ""), limit))
                    .isEqualTo(matching(i -> i % 3 != 0 && i % 2 == 0));
            assertThat(all(new AuditQuery(Optional.empty(), Optional.of(AuditStatus.REFUSED), "", ""), limit))
                    .isEqualTo(matching(i -> i % 3 != 0 && i % 2 != 0));
            assertThat(all(new AuditQuery(Optional.of(false), Optional.empty(), "left", ""), limit))
                    .isEqualTo(matching(i -> i % 3 != 0 && i % 5 == 0));
            assertThat(all(new AuditQuery(Optional.empty(), Optional.empty(), "", "CLIP-1"), limit))
                    .isEqualTo(matching(i -> i == 1 || i / 10 == 1));
        }
    }

    @Test
    void anAuditThatCannotBeReadIsFoundByItsIdOnly() {
        assertThat(all(new AuditQuery(Optional.empty(), Optional.empty(), "", id(AUDITS - 1)), 5))
                .containsExactly(id(AUDITS - 1));
        assertThat(all(new AuditQuery(Optional.empty(), Optional.empty(), "right", ""), 50))
                .doesNotContain(id(AUDITS - 1));
    }
}
