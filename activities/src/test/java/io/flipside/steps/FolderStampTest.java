package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStampTest {
    @TempDir
    private Path folder;

    @Test
    void aNameOfTheLibraryIsSeenThroughItsLinks() throws IOException {
        Path weights = Files.writeString(folder.resolve("weights"), "1234");
        Path entry = Files.createDirectories(folder.resolve("entry/part"));
        Files.createSymbolicLink(entry.resolve("model.safetensors"), weights);
        Path name = Files.createSymbolicLink(folder.resolve("name"), entry.getParent());

        FolderStamp before = FolderStamp.of(name);
        assertThat(before.bytes()).isEqualTo(4);
        assertThat(before.files()).containsOnlyKeys("part/model.safetensors");

        Files.writeString(weights, "12345");
        assertThat(FolderStamp.of(name)).isNotEqualTo(before);
    }

    @Test
    void aNameThatLeadsToAnotherFolderIsAnotherStamp() throws IOException {
        for (String entry : new String[] {"one", "two"}) {
            Files.createDirectories(folder.resolve(entry));
            Files.writeString(folder.resolve(entry).resolve("config.json"), "{}");
        }
        Path name = Files.createSymbolicLink(folder.resolve("name"), folder.resolve("one"));
        FolderStamp before = FolderStamp.of(name);

        Files.delete(name);
        Files.createSymbolicLink(name, folder.resolve("two"));

        assertThat(FolderStamp.of(name)).isNotEqualTo(before);
    }
}
