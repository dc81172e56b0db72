package io.flipside.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.FolderStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library goes into a bucket and comes out the same, or not at all. */
class StoredLibraryTest {
    private static final String PREFIX = "models/some";

    @TempDir
    Path scratch;

    private FolderStore store;
    private StoredLibrary stored;
    private Path library;

    @BeforeEach
    void aLibraryWithALink() throws IOException {
        store = new FolderStore(Files.createDirectory(scratch.resolve("store")));
        stored = new StoredLibrary(store, PREFIX + "/");
        Path weights = Files.writeString(scratch.resolve("weights.safetensors"), "weights");
        library = scratch.resolve("library");
        Files.createDirectories(library.resolve("generators/some/vae"));
        Files.writeString(library.resolve("generators/some/generator.json"), "{}");
        Files.createSymbolicLink(library.resolve("generators/some/vae/model.safetensors"), weights);
    }

    @Test
    void linksArriveAsTheFilesTheyNamed() throws IOException {
        String hash = stored.push(library, path -> {});
        Path here = scratch.resolve("here");
        stored.fetch(here, hash, path -> {});
        Path model = here.resolve("generators/some/vae/model.safetensors");
        assertThat(model).hasContent("weights");
        assertThat(Files.isSymbolicLink(model)).isFalse();
        assertThat(here.resolve("generators/some/generator.json")).hasContent("{}");
    }

    @Test
    void whatIsThereAndRightStaysAndWhatIsWrongIsBroughtAgain() throws IOException {
        String hash = stored.push(library, path -> {});
        Path here = scratch.resolve("here");
        stored.fetch(here, hash, path -> {});
        Path kept = here.resolve("generators/some/generator.json");
        Object time = Files.getLastModifiedTime(kept);
        Files.writeString(here.resolve("generators/some/vae/model.safetensors"), "damaged");
        stored.fetch(here, hash, path -> {});
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
        assertThat(here.resolve("generators/some/vae/model.safetensors")).hasContent("weights");
        assertThat(stored.push(library, path -> {})).isEqualTo(hash);
    }

    @Test
    void anotherListThanThePinnedOneIsRefused() {
        stored.push(library, path -> {});
        assertThatThrownBy(() -> stored.fetch(scratch.resolve("here"), "0".repeat(64), path -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("flipside models push");
        assertThatThrownBy(() -> new StoredLibrary(store, "models/none")
                        .fetch(scratch.resolve("here"), "0".repeat(64), path -> {}))
                .hasMessageContaining("there is no library");
    }

    @Test
    void aFileThatWasChangedInTheBucketArrivesNowhere() throws IOException {
        String hash = stored.push(library, path -> {});
        store.put(PREFIX + "/generators/some/generator.json", "[]".getBytes(StandardCharsets.UTF_8), "text/plain");
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> stored.fetch(scratch.resolve("here"), hash, told::add))
                .isInstanceOf(ArtifactCorrupt.class);
        assertThat(scratch.resolve("here/generators/some/generator.json")).doesNotExist();
    }

    @Test
    void aListThatLeadsElsewhereIsRefused() {
        for (String path : List.of("../outside", "/etc/passwd", "a//b", "a/./b")) {
            byte[] list =
                    ("flipside library 1\n" + "0".repeat(64) + " 1 " + path + "\n").getBytes(StandardCharsets.UTF_8);
            store.put(PREFIX + "/library.list", list, "text/plain");
            assertThatThrownBy(() -> stored.fetch(scratch.resolve("here"), Sha256.of(list), told -> {}))
                    .as(path)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no file of a library");
        }
    }
}
