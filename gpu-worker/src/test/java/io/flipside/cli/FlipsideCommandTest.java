package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlipsideCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void theInstallationIsTheProject() {
        System.setProperty(
                "flipside.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "explain",
                "models",
                "models add",
                "models list",
                "models show",
                "models check",
                "models remove",
                "render",
                "conformance",
                "train",
                "train vae",
                "train adapter",
                "measure",
                "measure domain",
                "measure policies",
                "measure methods",
                "measure ablations",
                "measure robustness",
                "train classifier",
                "serve",
                "submit",
                "watch",
                "list",
                "show",
                "pause",
                "resume",
                "stop",
                "cancel",
                "rerun"
            })
    void everyCommandHasHelpThatNamesItself(String command) {
        int status = run(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                .toArray(String[]::new));

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Usage: flipside " + command);
    }

    @Test
    void aFileThatIsNoVideoIsOneLineAndStatusTwoAndLeavesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "not a video");
        Path result = folder.resolve("result");

        int status = run("explain", text.toString(), "--target", "left", "--out", result.toString());

        assertOneLineError(status, "error: clip: notes.mp4 is not a video");
        assertThat(result).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(text);
        }
    }

    @Test
    void anUnknownClassIsRefusedWithTheKnownOnes() {
        Path clip = clip();

        int status = run(
                "explain",
                clip.toString(),
                "--target",
                "sideways",
                "--out",
                folder.resolve("result").toString());

        assertOneLineError(status, "up, down, left, right");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--method sketching | method-unknown: search: method is 'sketching'. It must be 'bttf', 'cg-frame', 'cg-video', 'cg-video-mid' or 'pgd'.",
                "--set epsilon=0.03 | plan: field 'plan.settings.epsilon' is nothing that method 'bttf' takes.",
                "--set epsilon=wide | 'wide' is not a double",
                "--set 7=1          | field 'plan.settings.7' has a name that is not",
                "--set stop.flatness=2 | field 'plan.stop.flatness' is 2.0; it must be more than 0, at most 1.",
                "--set losses.prior=1 | field 'plan.losses.prior' is not known. Known are styleWeight, priorWeight.",
                "--stages 4,2,8 | field 'plan.schedule.stages' is [4, 2, 8]; it must be numbers that grow",
                "--method draws --steps 3 | field 'plan.schedule.shift' is missing."
            })
    void aPlanThatNoMethodTakesIsOneLineThatNamesWhatIsWrong(String options, String message) {
        String out = folder.resolve("result").toString();
        Stream<String> asked = Stream.of("explain", clip().toString(), "--target", "left", "--out", out);

        int status = run(Stream.concat(asked, Stream.of(options.split(" "))).toArray(String[]::new));

        assertOneLineError(status, message);
    }

    @ParameterizedTest
    @CsvSource({"pgd, attack", "cg-frame, drawing", "cg-video-mid, drawing", "cg-video, drawing"})
    void whatABaselineCostsIsSaidByItsNameAlone(String method, String stage) {
        assertThat(run("plan", "--method", method)).isZero();
        assertThat(out.toString()).contains(stage, "Operations: ");
    }

    @Test
    void aMissingClassifierIsNamed() {
        int status = run(
                "explain",
                clip().toString(),
                "--target",
                "left",
                "--classifier",
                folder.resolve("nowhere").toString(),
                "--out",
                folder.resolve("result").toString());

        assertOneLineError(status, "nowhere");
    }

    @Test
    void aCorruptWeightsFileIsNamed() throws Exception {
        Path classifier = Files.createDirectory(folder.resolve("classifier"));
        Path shipped = Path.of("../embedded/models/classifiers/tiny");
        Files.copy(shipped.resolve("config.json"), classifier.resolve("config.json"));
        byte[] weights = Files.readAllBytes(shipped.resolve("model.safetensors"));
        Files.write(classifier.resolve("model.safetensors"), java.util.Arrays.copyOf(weights, weights.length / 2));

        int status = run(
                "explain",
                clip().toString(),
                "--target",
                "left",
                "--classifier",
                classifier.toString(),
                "--out",
                folder.resolve("result").toString());

        assertOneLineError(status, "model.safetensors");
    }

    @Test
    void aWebAddressInPlaceOfAFileIsRefused() {
        int status = run(
                "explain",
                "https://example.org/clip.mp4",
                "--target",
                "left",
                "--out",
                folder.resolve("r").toString());

        assertOneLineError(status, "example.org");
    }

    @Test
    void anOutputFolderThatIsNotEmptyIsLeftAlone() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("precious.txt"), "kept");

        int status = run("explain", clip().toString(), "--target", "left", "--out", full.toString());

        assertOneLineError(status, "not empty");
        assertThat(full.resolve("precious.txt")).hasContent("kept");
    }

    @Test
    void anUnknownOptionNamesTheHelp() {
        assertThat(run("demo", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("--nonsense").contains("--help").hasLineCount(1);
    }

    private Path clip() {
        assertThat(run("render", folder.resolve("clips").toString(), "--count", "1"))
                .isZero();
        try (Stream<Path> files = Files.list(folder.resolve("clips"))) {
            return files.filter(file -> file.toString().endsWith(".mkv"))
                    .findFirst()
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertOneLineError(int status, String part) {
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> line.startsWith("error: ")))
                .hasSize(1)
                .first()
                .asString()
                .contains(part);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
