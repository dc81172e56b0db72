package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.embedded.EmbeddedStore;
import io.flipside.file.Sha256;
import io.flipside.store.ArtifactStore;
import io.flipside.store.StoreAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    private static final byte[] CLIP = "a clip".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private EmbeddedStore objects;
    private ArtifactStore store;
    private Path scratch;

    @BeforeEach
    void start() {
        objects = EmbeddedStore.start(folder.resolve("s3"), 0);
        store = ArtifactStore.at(new StoreAddress(
                objects.endpoint(), "us-east-1", EmbeddedStore.ACCESS_KEY, objects.secretKey(), "flipside"));
        store.ensureBucket();
        scratch = folder.resolve("uploads");
    }

    @AfterEach
    void stop() {
        store.close();
        objects.close();
    }

    @Test
    void theSameBytesAreOneObject() throws IOException {
        Uploads uploads = new Uploads(store, scratch);
        ArtifactRef first = uploads.take(new ByteArrayInputStream(CLIP), ".mkv", "video/x-matroska");
        assertThat(first.sha256()).isEqualTo(Sha256.of(CLIP));
        assertThat(uploads.take(new ByteArrayInputStream(CLIP), ".mkv", "video/mp4"))
                .isEqualTo(first);
        assertThat(store.get(first, 100)).isEqualTo(CLIP);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfAnUploadThatIsEmptyOrBreaksOff() {
        Uploads uploads = new Uploads(store, scratch);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(CLIP), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        assertThatThrownBy(() -> uploads.take(InputStream.nullInputStream(), "", "video/mp4"))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> uploads.take(broken, "", "video/mp4")).hasMessage("gone");
        assertThat(scratch).isEmptyDirectory();
        assertThat(store.list("inputs/")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneHasIsNot() throws IOException {
        Files.createDirectories(scratch);
        long nobody = Integer.MAX_VALUE;
        Files.writeString(scratch.resolve(nobody + "-1.upload"), "left");
        Path alive = Files.writeString(scratch.resolve(ProcessHandle.current().pid() + "-1.upload"), "at work");
        Path other = Files.writeString(scratch.resolve("notes.txt"), "not ours");
        new Uploads(store, scratch);
        assertThat(scratch.toFile().listFiles()).containsExactlyInAnyOrder(alive.toFile(), other.toFile());
    }
}
