package io.flipside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@link ObjectStore}, held by a folder. */
class FolderStoreTest {
    private static final String TEXT = "text/plain";

    @TempDir
    Path folder;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(folder);
    }

    @Test
    void whatIsPutIsFoundByTheSameReference() throws IOException {
        ArtifactRef ref = store.put("a/clip.mkv", bytes("clip"), "video/x-matroska");
        assertThat(ref.uri()).isEqualTo("s3://flipside/a/clip.mkv");
        assertThat(store.stat("a/clip.mkv")).contains(ref);
        assertThat(store.get(ref, 4)).isEqualTo(bytes("clip"));
        assertThat(Files.readAllBytes(store.fetch(ref, folder.resolve("cache"))))
                .isEqualTo(bytes("clip"));
        store.delete("a/clip.mkv");
        store.delete("a/clip.mkv");
        assertThat(store.stat("a/clip.mkv")).isEmpty();
        assertThatThrownBy(() -> store.get(ref, 4)).isInstanceOf(ArtifactMissing.class);
        assertThatThrownBy(() -> store.copy(ref, new ByteArrayOutputStream())).isInstanceOf(ArtifactMissing.class);
    }

    @Test
    void ofRacingWritesOneWinsAndTheSameContentIsASuccess() {
        long winners = IntStream.range(0, 64)
                .parallel()
                .filter(i -> store.create("once", Content.of(bytes("writer " + i)), TEXT))
                .count();
        assertThat(winners).isEqualTo(1);
        byte[] there = store.find("once", 100).orElseThrow();
        assertThat(store.putIfAbsent("once", there, TEXT).written()).isFalse();
        assertThatThrownBy(() -> store.putIfAbsent("once", bytes("other"), TEXT))
                .isInstanceOf(ObjectConflict.class)
                .hasMessageContaining("s3://flipside/once");
        assertThat(store.find("once", 100)).contains(there);
    }

    @Test
    void aDamagedObjectNeverComesOutWhole() throws IOException {
        ArtifactRef ref = store.put("a", bytes("sound"), TEXT);
        Files.writeString(folder.resolve("objects/a"), "wound");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> store.copy(ref, out)).isInstanceOf(ArtifactCorrupt.class);
        assertThat(out.toByteArray()).isNotEqualTo(bytes("wound"));
        assertThatThrownBy(() -> store.get(ref, 100)).isInstanceOf(ArtifactCorrupt.class);
        assertThatThrownBy(() -> store.fetch(ref, folder.resolve("cache"))).isInstanceOf(ArtifactCorrupt.class);
    }

    @Test
    void whatIsLargerThanAskedForIsNotTakenIntoMemory() {
        ArtifactRef ref = store.put("a", bytes("12345"), TEXT);
        assertThatThrownBy(() -> store.get(ref, 4)).isInstanceOf(ArtifactTooLarge.class);
        assertThatThrownBy(() -> store.find("a", 4)).isInstanceOf(ArtifactTooLarge.class);
    }

    @Test
    void keysAreListedInOrderAPageAtATimeAndByFolder() {
        for (String key : List.of("x/b/2", "x/a/1", "x/c", "xy", "x/a/2")) {
            store.put(key, bytes(key), TEXT);
        }
        assertThat(store.list("x/")).containsExactly("x/a/1", "x/a/2", "x/b/2", "x/c");
        assertThat(store.list("x/", "x/a/1", 2)).containsExactly("x/a/2", "x/b/2");
        assertThat(store.folders("x/")).containsExactly("a", "b");
    }

    @Test
    void noKeyLeadsOutOfTheFolder() {
        for (String key : List.of("../out", "a/../../out", "", "/etc/passwd", "a/")) {
            assertThatThrownBy(() -> store.put(key, bytes("x"), TEXT))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
