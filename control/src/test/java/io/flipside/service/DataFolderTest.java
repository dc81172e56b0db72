package io.flipside.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path scratch;

    @Test
    void aNewFolderIsForItsOwnerOnly() throws IOException {
        Path data = scratch.resolve("a/b/data");
        DataFolder.close(data);
        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(DataFolder.file(data.resolve("services.log")))).isEqualTo("rw-------");
    }

    @Test
    void aFolderOfOursThatOthersMayReadIsClosedWithAllThatIsOurs() throws IOException {
        Path data = Files.createDirectory(scratch.resolve("data"));
        Path deep = Files.createDirectories(data.resolve("s3/objects/audits"));
        Path object = Files.writeString(deep.resolve("o"), "x");
        Path log = Files.writeString(data.resolve("services.log"), "x");
        Path note = Files.writeString(data.resolve("note.txt"), "somebody's");
        for (Path path : new Path[] {data, data.resolve("s3"), deep, object, log, note}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        DataFolder.close(data);
        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(deep)).isEqualTo("rwx------");
        assertThat(rights(object)).isEqualTo("rw-------");
        assertThat(rights(log)).isEqualTo("rw-------");
        assertThat(rights(note)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderOfOthersIsLeftAloneAndNamed() throws IOException {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "x");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DataFolder.close(home))
                .withMessageContainingAll(home.toString(), "--data", "chmod 700");
        assertThat(rights(home)).isEqualTo("rwxr-xr-x");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
