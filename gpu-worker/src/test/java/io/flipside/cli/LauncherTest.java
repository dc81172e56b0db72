package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.clip.ClipWriter;
import io.flipside.file.LocalPath;
import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in an installation of its own, whose {@code java} shows what it was given. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "flipside");

    @TempDir
    Path home;

    @BeforeEach
    void install() throws IOException {
        Files.copy(LAUNCHER, home.resolve("flipside"));
        Path built = Files.createDirectories(home.resolve("gpu-worker/target/quick"));
        Files.createDirectories(built.resolve("quarkus-app"));
        Files.createFile(built.resolve("quarkus-app/quarkus-run.jar"));
        Files.createFile(built.resolve("flipside.built"));
    }

    @Test
    void theJvmEndsWhenMemoryDoesAndKnowsNoLimitsButOurs() throws Exception {
        java("echo \"$@\"");
        assertThat(run(Map.of(), "--version"))
                .contains("-Xmx1g ")
                .contains("-XX:+ExitOnOutOfMemoryError")
                .contains("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")
                .contains("-Dorg.bytedeco.javacpp.maxBytes=0")
                .endsWith("quarkus-run.jar --version");
    }

    @Test
    void commandsThatHashWeightsHaveTheCompilerThatIsFastAtIt() throws Exception {
        java("echo \"$@\"");
        for (String command : List.of("models", "explain", "serve", "measure")) {
            assertThat(run(Map.of(), command)).doesNotContain("TieredStopAtLevel");
        }
        assertThat(run(Map.of(), "watch")).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void threadsOfLibtorchDoNotSpinUnlessSomebodyWantsThemTo() throws Exception {
        java("echo \"$GOMP_SPINCOUNT/$OMP_WAIT_POLICY\"");
        assertThat(run(Map.of())).isEqualTo("1000/");
        assertThat(run(Map.of("GOMP_SPINCOUNT", "7"))).isEqualTo("7/");
        assertThat(run(Map.of("OMP_WAIT_POLICY", "ACTIVE"))).isEqualTo("/ACTIVE");
    }

    @Test
    void everyLocaleIsMadeOneOfUtf8() throws Exception {
        java("echo \"$LC_ALL/$LC_CTYPE/$LANG\"");
        assertThat(run(Map.of("LC_ALL", "C"))).isEqualTo("C.UTF-8//");
        assertThat(run(Map.of("LC_ALL", "POSIX", "LANG", "de_DE.UTF-8"))).isEqualTo("C.UTF-8//de_DE.UTF-8");
        assertThat(run(Map.of("LANG", "C"))).isEqualTo("/C.UTF-8/C");
        assertThat(run(Map.of())).isEqualTo("/C.UTF-8/");
        assertThat(run(Map.of("LC_CTYPE", "POSIX", "LANG", "de_DE.UTF-8"))).isEqualTo("/C.UTF-8/de_DE.UTF-8");
        assertThat(run(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo("//de_DE.UTF-8");
        assertThat(run(Map.of("LC_ALL", "ja_JP.utf8"))).isEqualTo("ja_JP.utf8//");
    }

    @Test
    void clipsFoldersAndClassesMayHaveNamesOfAnyScriptUnderAPosixLocale() throws Exception {
        // What the launcher gives before -jar, and then a program of the test in place of the command line.
        java(
                "while [ \"$1\" != -jar ]; do options=\"$options $1\"; shift; done; shift 2",
                "exec \"%s\" $options -cp \"%s\" '%s' \"$@\""
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                CopiesClip.class.getName()));
        // Java would hand these over in the encoding of the build's own locale.
        Path script = home.resolve("run.sh");
        Files.writeString(script, "exec sh \"$1\" 'Ergebnis für 跳/Прыжок 跳.mkv' прыжок", StandardCharsets.UTF_8);
        assertThat(runScript(
                        Map.of("LC_ALL", "C"),
                        script.toString(),
                        home.resolve("flipside").toString()))
                .isEqualTo("read Ergebnis für 跳/Прыжок 跳.mkv: 2 frames of прыжок");
        Path listing = home.resolve("list.sh");
        Files.writeString(listing, "test -f 'Ergebnis für 跳/Прыжок 跳.mkv' && echo there", StandardCharsets.UTF_8);
        assertThat(runScript(Map.of("LC_ALL", "C"), listing.toString())).isEqualTo("there");
    }

    /** Writes a clip under a name, reads it and says so. */
    static final class CopiesClip {
        private CopiesClip() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            ClipWriter.writeEvidence(new Clip(RgbFrames.of(new byte[2 * 16 * 16 * 3], 2, 16, 16), 8.0), file);
            int frames = ClipReader.read(LocalPath.of(arguments[0]), ClipLimits.DEFAULT)
                    .count();
            System.out.printf("read %s: %d frames of %s%n", file, frames, arguments[1]);
        }
    }

    private void java(String... lines) throws IOException {
        Path bin = Files.createDirectories(home.resolve("jdk/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(Map<String, String> environment, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(home.resolve("flipside").toString()));
        words.addAll(List.of(arguments));
        return runScript(environment, words.toArray(new String[0]));
    }

    private String runScript(Map<String, String> environment, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().keySet().removeAll(List.of("GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "FLIPSIDE_HEAP"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }
}
