package io.flipside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of several parts, and reading as a stream. */
class LargeObjectTest {
    private static final int BYTES = (int) (2 * S3.PART + 12_345);
    private static final String KEY = "inputs/large.bin";

    @TempDir
    private Path folder;

    private TestStore service;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        service = new TestStore(folder.resolve("objects"));
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        file = Files.write(folder.resolve("large.bin"), bytes);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aFileOfSeveralPartsCarriesTheHashOfTheWholeAndIsReadBackByIt() throws IOException {
        ArtifactRef ref = put();
        assertThat(service.store().stat(KEY)).contains(ref);
        Path copy = service.store().fetch(ref, folder.resolve("copies"));
        assertThat(Files.mismatch(copy, file)).isEqualTo(-1);
        assertThat(service.store().put(KEY, file, "video/mp4").sha256()).isEqualTo(ref.sha256());
    }

    @Test
    void aFileThatWasHashedWhenItWasWrittenIsNotReadAgainForItsHash() {
        Content content = Content.hashed(file, Sha256.of(file), BYTES);
        assertThat(service.store().put(KEY, content, "video/mp4")).isEqualTo(put());
    }

    @Test
    void aFileOfSeveralPartsMayStillBeWrittenOnlyIfAbsent() {
        assertThat(service.store().putIfAbsent(KEY, file, "video/mp4").written())
                .isTrue();
        assertThat(service.store().putIfAbsent(KEY, file, "video/mp4").written())
                .isFalse();
        assertThatThrownBy(() -> service.store().putIfAbsent(KEY, new byte[] {1}, "video/mp4"))
                .isInstanceOf(ObjectConflict.class);
    }

    @Test
    void aDamagedObjectNeverComesOutWhole() {
        ArtifactRef ref = put();
        service.flipBit(KEY, BYTES / 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> service.store().copy(ref, out)).isInstanceOf(ArtifactCorrupt.class);
        assertThat(out.size()).isLessThan(BYTES);
    }

    @Test
    void aReaderThatGoesAwayIsNoTroubleOfTheStore() {
        ArtifactRef ref = put();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> service.store().copy(ref, gone)).isInstanceOf(UncheckedIOException.class);
    }

    /** {@code serve --data ./flipside-data}, a folder behind a link, and one whose name is more than letters. */
    @ParameterizedTest
    @ValueSource(strings = {"relative", "linked"})
    void aFileOfSeveralPartsIsTakenHoweverTheStoresFolderIsNamed(String how) throws IOException {
        Path real = Files.createDirectories(folder.resolve("a b%20ü+"));
        Path working = Path.of("").toAbsolutePath();
        Path named =
                switch (how) {
                    case "relative" -> working.relativize(real);
                    case "dotted" ->
                        real.resolve("..").resolve(real.getFileName()).resolve(".");
                    case "linked" -> Files.createSymbolicLink(folder.resolve("link"), real);
                    default -> real;
                };
        try (TestStore other = new TestStore(named)) {
            ArtifactRef ref = other.store().put(KEY, file, "video/mp4");
            assertThat(other.store().stat(KEY)).contains(ref);
            assertThat(other.store().get(ref, BYTES + 1)).hasSize(BYTES);
        }
    }

    private ArtifactRef put() {
        return service.store().put(KEY, file, "video/mp4");
    }
}
