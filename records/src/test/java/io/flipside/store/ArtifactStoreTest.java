package io.flipside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    private static final String TEXT = "text/plain";
    private static final long ANY = 1 << 20;

    @TempDir
    static Path root;

    @TempDir
    Path folder;

    private static TestStore service;
    private static ArtifactStore store;

    @BeforeAll
    static void start() {
        service = new TestStore(root);
        store = service.store();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void givesBackBytesAndFilesAsTheyWere() throws IOException {
        byte[] bytes = noise(200_000);
        ArtifactRef ref = store.put("round/bytes.bin", bytes, "application/octet-stream");
        assertThat(ref)
                .isEqualTo(new ArtifactRef(
                        "s3://for-tests/round/bytes.bin",
                        Content.of(bytes).sha256(),
                        bytes.length,
                        "application/octet-stream"));
        assertThat(store.get(ref, bytes.length)).isEqualTo(bytes);
        assertThat(store.find("round/bytes.bin", ANY)).hasValue(bytes);
        assertThat(store.stat("round/bytes.bin")).hasValue(ref);

        // more than one part's least size, which a client would like to split
        byte[] large = noise(6 << 20);
        ArtifactRef clip = store.put("round/clip.mkv", Files.write(folder.resolve("in"), large), "video/x-matroska");
        Path fetched = store.fetch(clip, folder.resolve("new/out"));
        assertThat(fetched).hasFileName(clip.sha256() + ".mkv").hasBinaryContent(large);
        assertThat(store.stat("round/clip.mkv")).hasValue(clip);

        ArtifactRef empty = store.put("round/empty", new byte[0], TEXT);
        assertThat(store.get(empty, 0)).isEmpty();
        assertThat(store.list("round/")).containsExactly("round/bytes.bin", "round/clip.mkv", "round/empty");
        store.delete("round/empty");
        store.delete("round/empty");
        assertThat(store.find("round/empty", ANY)).isEmpty();
        assertThat(store.stat("round/empty")).isEmpty();
        assertThatExceptionOfType(ArtifactMissing.class)
                .isThrownBy(() -> store.get(empty, ANY))
                .withMessageContaining(empty.uri());
    }

    @Test
    void listsMoreThanOnePage() {
        for (int i = 0; i < 1003; i++) {
            store.put("page/%04d".formatted(i), bytes("x"), TEXT);
        }
        assertThat(store.list("page/"))
                .isEqualTo(IntStream.range(0, 1003)
                        .mapToObj("page/%04d"::formatted)
                        .toList());
    }

    @Test
    void listsKeysBehindAnotherAndFoldersInOrder() {
        for (String key : List.of("part/a/1", "part/a!/1", "part/a-b/1", "part/b/1", "part/b/2", "part/c")) {
            store.put(key, bytes("x"), TEXT);
        }
        assertThat(store.list("part/", "", 2)).hasSize(2);
        assertThat(store.list("part/b/", "part/b/1", 5)).containsExactly("part/b/2");
        assertThat(store.list("part/b/", "part/b/0~", 1)).containsExactly("part/b/1");
        assertThat(store.list("part/b/", "part/b/3", 5)).isEmpty();
        assertThat(store.folders("part/")).containsExactly("a", "a!", "a-b", "b");
        assertThat(store.folders("nobody/")).isEmpty();
    }

    @Test
    void refusesWhatItsReferenceDoesNotDescribe() throws IOException {
        ArtifactRef ref = store.put("bad/flipped", noise(5000), TEXT);
        service.flipBit("bad/flipped", 1234);
        assertThatExceptionOfType(ArtifactCorrupt.class)
                .isThrownBy(() -> store.get(ref, ANY))
                .withMessageContainingAll(ref.uri(), ref.sha256(), hashOf("bad/flipped"));
        assertThatExceptionOfType(ArtifactCorrupt.class).isThrownBy(() -> store.find("bad/flipped", ANY));
        assertThatExceptionOfType(ArtifactCorrupt.class).isThrownBy(() -> store.fetch(ref, folder));

        ArtifactRef cut = store.put("bad/cut", noise(5000), TEXT);
        service.truncate("bad/cut", 4999);
        assertThatExceptionOfType(ArtifactCorrupt.class)
                .isThrownBy(() -> store.get(cut, ANY))
                .withMessageContaining("4999 bytes");

        ArtifactRef grown = store.put("bad/grown", noise(100), TEXT);
        store.put("bad/grown", noise(200_000), TEXT);
        assertThatExceptionOfType(ArtifactCorrupt.class)
                .isThrownBy(() -> store.fetch(grown, folder))
                .withMessageContaining("more than 100 bytes");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesNoMoreIntoMemoryThanItMay() {
        ArtifactRef ref = store.put("large/one", noise(10_000), TEXT);
        assertThat(store.find("large/one", 10_000)).isPresent();
        assertThatExceptionOfType(ArtifactTooLarge.class).isThrownBy(() -> store.find("large/one", 9_999));
        assertThatExceptionOfType(ArtifactTooLarge.class)
                .isThrownBy(() -> store.get(ref, 9_999))
                .withMessageContainingAll(ref.uri(), "9999");
    }

    @Test
    void takesAFileOfAnEarlierFetchOnlyIfItIsStillRight() throws IOException {
        byte[] bytes = noise(3000);
        ArtifactRef ref = store.put("cache/one.bin", bytes, TEXT);
        Path file = store.fetch(ref, folder);
        byte[] damaged = bytes.clone();
        damaged[7] ^= 4;
        Files.write(file, damaged);
        assertThat(store.fetch(ref, folder)).isEqualTo(file).hasBinaryContent(bytes);
        store.delete("cache/one.bin");
        assertThat(store.fetch(ref, folder)).hasBinaryContent(bytes);
    }

    @Test
    void writesOnceAndRepeatsItself() {
        Stored first = store.putIfAbsent("once/a", bytes("one"), TEXT);
        assertThat(first.written()).isTrue();
        assertThat(store.putIfAbsent("once/a", bytes("one"), TEXT)).isEqualTo(new Stored(first.ref(), false));
        assertThatExceptionOfType(ObjectConflict.class)
                .isThrownBy(() -> store.putIfAbsent("once/a", bytes("two"), TEXT))
                .withMessageContainingAll(
                        first.ref().uri(),
                        first.ref().sha256(),
                        Content.of(bytes("two")).sha256());
        assertThat(store.find("once/a", ANY)).hasValue(bytes("one"));
    }

    @Test
    void letsOneOfRacingWritersWin() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 10; round++) {
                String key = "race/" + round;
                CountDownLatch go = new CountDownLatch(1);
                List<Future<Boolean>> writers = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    byte[] mine = bytes("writer " + i);
                    writers.add(threads.submit(() -> {
                        go.await();
                        return wins(key, mine);
                    }));
                }
                go.countDown();
                int winners = 0;
                for (Future<Boolean> writer : writers) {
                    winners += writer.get() ? 1 : 0;
                }
                assertThat(winners).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void createsOnlyWhatIsNotThere() {
        assertThat(store.create("new", Content.of(bytes("1")), TEXT)).isTrue();
        assertThat(store.create("new", Content.of(bytes("1")), TEXT)).isFalse();
        assertThat(store.create("new", Content.of(bytes("2")), TEXT)).isFalse();
        assertThat(store.find("new", ANY)).hasValue(bytes("1"));
    }

    @Test
    void hashesWhatAnotherToolHasWritten() throws Exception {
        byte[] bytes = noise(70_000);
        StoreAddress address = service.address(service.secret(), TestStore.BUCKET);
        try (MinioClient other = MinioClient.builder()
                .endpoint(address.endpoint())
                .region(address.region())
                .credentials(address.accessKey(), address.secretKey())
                .build()) {
            other.putObject(PutObjectArgs.builder()
                    .bucket(TestStore.BUCKET)
                    .object("foreign")
                    .data(bytes, bytes.length)
                    .contentType("video/mp4")
                    .build());
        }
        ArtifactRef ref = store.stat("foreign").orElseThrow();
        assertThat(ref.mediaType()).isEqualTo("video/mp4");
        assertThat(store.get(ref, ANY)).isEqualTo(bytes);
        assertThat(store.find("foreign", ANY)).hasValue(bytes);
    }

    @Test
    void refusesKeysThatWalkAndOtherBuckets() {
        for (String key : List.of("", "/a", "a//b", "a/../b", "./a", "a/")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, bytes("x"), TEXT));
        }
        ArtifactRef foreign =
                new ArtifactRef("s3://elsewhere/a", Content.of(bytes("x")).sha256(), 1, TEXT);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> store.get(foreign, ANY))
                .withMessageContainingAll("s3://elsewhere/a", "flipside.store.bucket");
    }

    private static boolean wins(String key, byte[] mine) {
        try {
            return store.putIfAbsent(key, mine, TEXT).written();
        } catch (ObjectConflict e) {
            return false;
        }
    }

    private static String hashOf(String key) {
        return Content.of(service.file(key)).sha256();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
