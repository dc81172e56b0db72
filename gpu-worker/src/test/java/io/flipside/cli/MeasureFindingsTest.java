package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What many results say together, from the command line. */
class MeasureFindingsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sentencesArePrintedAndBothFilesWritten() throws IOException {
        for (int i = 0; i < 9; i++) {
            result("audits/up-" + i, "up", "bright", i, 40);
            result("audits/back-" + i, "bright", "up", i, 0);
        }
        result("few/one", "up", "left", 0, 0);

        int status =
                run("measure", "findings", "--audits", folder + "/audits", folder + "/few", "--out", folder + "/f");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("19 counterfactuals, 0 results that were none")
                .contains("any to 'bright' (9)")
                .contains("In 9 of 9 clips called 'bright' the picture is brighter from the beginning, by 0.16")
                .contains("any to 'left' (1)")
                .contains("Too few: 1 counterfactuals");
        assertThat(folder.resolve("f/findings.json")).isNotEmptyFile();
        assertThat(folder.resolve("f/findings.html")).isNotEmptyFile();
    }

    @Test
    void aFolderWithoutResultsIsOneLine() {
        int status = run("measure", "findings", "--audits", folder.toString(), "--out", folder + "/f");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: folder ").contains("holds no result.json");
    }

    @Test
    void aClassifierIsAskedByClipsThatAreDrawn() {
        System.setProperty(
                "flipside.home", Path.of("..").toAbsolutePath().normalize().toString());

        int status = run("measure", "shortcuts", "--clips", "2", "--out", folder + "/f");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("classifier right on 2 of 2")
                .contains("clips of other classes, called 'right' with the cue")
                .contains("2 counterfactuals, 0 results that were none")
                .contains("Too few: ");
        assertThat(folder.resolve("f/findings.html")).isNotEmptyFile();
        assertThat(run("measure", "shortcuts", "--clips", "0", "--out", folder + "/f"))
                .isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private void result(String name, String from, String to, int value, int more) throws IOException {
        Path result = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                result.resolve("result.json"),
                "{\"verdict\":{\"flipped\":true},\"originalClass\":\"%s\",\"targetClass\":\"%s\"}".formatted(from, to));
        ClipWriter.writeEvidence(grey(80 + value), result.resolve("original.mkv"));
        ClipWriter.writeEvidence(grey(80 + value + more), result.resolve("counterfactual.mkv"));
    }

    private static Clip grey(int value) {
        byte[] rgb = new byte[3 * 32 * 32 * 3];
        Arrays.fill(rgb, (byte) value);
        return new Clip(RgbFrames.of(rgb, 3, 32, 32), 8);
    }
}
