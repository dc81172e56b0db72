package io.flipside.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read from the sources, because a compiled package-info keeps no comment. */
class RoomsAreSignedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "base",
                "bttf",
                "workflows",
                "embedded",
                "records",
                "activities",
                "client",
                "control",
                "gpu-worker"
            })
    void everyPackageSaysWhatItIsForAndIsNullMarked(String module) throws IOException {
        assertThat(rooms(Path.of("..", module, "src/main/java"))).isNotEmpty().allSatisfy(room -> assertThat(
                        room.resolve("package-info.java"))
                .content()
                .startsWith("/**")
                .contains("@NullMarked"));
    }

    private static List<Path> rooms(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
