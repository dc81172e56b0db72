package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.audit.plan.Presets;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.ArtifactStore;
import io.flipside.store.StoreAddress;
import io.flipside.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTest {
    private static final String JSON = "application/json";

    @TempDir
    static Path folder;

    private static TestStore service;
    private static Asked asked;

    @BeforeAll
    static void start() {
        service = new TestStore(folder);
        asked = new Asked(service.store());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theSameRequestIsTheSameAuditAndAnotherIsAConflict() {
        asked.note("twice", request(1, TestStore.BUCKET));
        assertThatCode(() -> asked.note("twice", request(1, TestStore.BUCKET))).doesNotThrowAnyException();
        assertThatThrownBy(() -> asked.note("twice", request(2, TestStore.BUCKET)))
                .isInstanceOf(RequestConflict.class)
                .hasMessageContaining("twice")
                .hasMessageContaining("other content");
    }

    @Test
    void ofManyAtOnceOneContentWins() {
        AtomicInteger conflicts = new AtomicInteger();
        IntStream.range(0, 16).parallel().forEach(i -> {
            try {
                asked.note("race", request(i % 2, TestStore.BUCKET));
            } catch (RequestConflict e) {
                conflicts.incrementAndGet();
            }
        });
        assertThat(conflicts).hasValue(8);
    }

    @Test
    void whatAFormerVersionAcceptedCountsByItsMeaning() {
        String accepted = new String(AuditJson.bytes(request(1, TestStore.BUCKET)), StandardCharsets.UTF_8);
        String fewerFields = accepted.replace("\"adapter\":null,", "").replace("\"parent\":null,", "");
        assertThat(fewerFields).isNotEqualTo(accepted);
        service.store().put(AuditKeys.request("former"), ("  " + fewerFields).getBytes(StandardCharsets.UTF_8), JSON);
        assertThatCode(() -> asked.note("former", request(1, TestStore.BUCKET))).doesNotThrowAnyException();
        assertThatThrownBy(() -> asked.note("former", request(2, TestStore.BUCKET)))
                .isInstanceOf(RequestConflict.class);
    }

    @Test
    void anUnreadableRequestInTheStoreIsNobodysAudit() {
        service.store().put(AuditKeys.request("rubbish"), new byte[] {'{'}, JSON);
        assertThatThrownBy(() -> asked.note("rubbish", request(1, TestStore.BUCKET)))
                .isInstanceOf(RequestConflict.class);
    }

    @Test
    void aClipMayLieInABucketThatASettingNamesAndAnAdapterMayNot() {
        StoreAddress own = service.address(service.secret(), TestStore.BUCKET);
        StoreAddress wider = new StoreAddress(
                own.endpoint(), own.region(), own.accessKey(), own.secretKey(), own.bucket(), Set.of("clips"));
        try (ArtifactStore store = ArtifactStore.at(wider);
                ArtifactStore clips = service.client(service.secret(), "clips")) {
            clips.ensureBucket();
            ArtifactRef clip = clips.put("a.mkv", new byte[] {1, 2}, "video/x-matroska");
            assertThat(store.get(clip, 10)).containsExactly(1, 2);
            assertThatThrownBy(() -> service.store().get(clip, 10)).hasMessageContaining("clip-buckets");
            Asked lenient = new Asked(store);
            assertThatCode(() -> lenient.check(request(1, "clips"))).doesNotThrowAnyException();
            assertThatThrownBy(() -> lenient.check(request(1, "clips2")))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContainingAll("clip.uri", "'clips2'", "flipside.store.clip-buckets");
            assertThatThrownBy(() -> lenient.check(request(1, TestStore.BUCKET, Optional.of(ref("clips")))))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("adapter.uri"));
        }
    }

    @Test
    void aClipOrAdapterOfAnotherBucketIsRefusedByName() {
        assertThatThrownBy(() -> asked.note("clip", request(1, "others")))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("clip.uri"));
        AuditRequest adapted = request(1, TestStore.BUCKET, Optional.of(ref("others")));
        assertThatThrownBy(() -> asked.note("adapter", adapted))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("adapter.uri"));
        assertThat(service.store().list(AuditKeys.folder("clip"))).isEmpty();
        assertThat(service.store().list(AuditKeys.folder("adapter"))).isEmpty();
    }

    private static AuditRequest request(long seed, String bucket) {
        return request(seed, bucket, Optional.empty());
    }

    private static AuditRequest request(long seed, String bucket, Optional<ArtifactRef> adapter) {
        return new AuditRequest(
                ref(bucket), "tiny", "tiny", adapter, "left", Presets.of("tiny"), seed, Optional.empty());
    }

    private static ArtifactRef ref(String bucket) {
        return new ArtifactRef("s3://" + bucket + "/inputs/a.mkv", "ab".repeat(32), 10, "video/x-matroska");
    }
}
