package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.file.ScratchFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code flipside plan} refuses, in one line that says what would be right, before anything is loaded. */
class PlanCommandTest {
    private static final Path MODELS = Path.of("../embedded/models");

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
    @CsvSource(
            delimiter = '|',
            value = {
                "\"frames\": 17 | \"frames\": 16 | frames is 16; the VAE needs 1 + 4k",
                "\"frames\": 17 | \"frames\": 0 | frames",
                "\"side\": 64 | \"side\": 72 | side is 72; it must be a multiple of 16",
                "\"side\": 64 | \"side\": 8 | side is 8; it must be a multiple of 16",
            })
    void clipsThatAGeneratorCannotMakeAreRefusedByTheirField(String was, String is, String said) throws IOException {
        Path generator = changed("generators/tiny", "generator.json", json -> json.replace(was, is));
        refuses(said, "--generator", generator.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"frames\": [1, 17]} | samples frame 17, the clip has 17 frames",
                "{\"count\": 9, \"stride\": 2} | the clip has 17 frames",
                "{\"clip_len\": 18, \"frame_interval\": 1} | samples 18 frames over 18, the clip has 17 frames",
                "{\"clip_len\": 9, \"frame_interval\": 4} | samples 9 frames over 33, the clip has 17 frames",
            })
    void aClassifierThatSamplesMoreFramesThanTheGeneratorMakesIsRefused(String sampling, String said)
            throws IOException {
        Path classifier = changed(
                "classifiers/tiny",
                "config.json",
                json -> json.replaceAll("(?s)\"sampling\"\\s*:\\s*\\{.*?\\}", "\"sampling\": " + sampling));
        refuses(said, "--classifier", classifier.toString());
    }

    @Test
    void aClassifierThatTakesAnyLengthIsPlannedOnAShorterClip() throws IOException {
        Path generator =
                changed("generators/tiny", "generator.json", json -> json.replace("\"frames\": 17", "\"frames\": 5"));
        Path classifier = changed(
                "classifiers/tiny",
                "config.json",
                json -> json.replaceAll("(?s)\"sampling\"\\s*:\\s*\\{.*?\\}", "\"sampling\": {\"num_samples\": 8}"));

        assertThat(run("--generator", generator.toString(), "--classifier", classifier.toString()))
                .as(err.toString())
                .isZero();
        refuses("samples frame 15, the clip has 5 frames", "--generator", generator.toString());
    }

    @Test
    void aFileThatIsNoClipIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "not a video");
        refuses("notes.mp4 is not a video", text.toString());
    }

    @Test
    void anAdapterThatDoesNotFitTheGeneratorIsRefusedAndOneThatIsNoneToo() throws IOException {
        Path text = Files.writeString(folder.resolve("adapter.safetensors"), "not an adapter");
        refuses("adapter.safetensors", "--adapter", text.toString());
        // weights of a network are no adapter
        refuses("adapter", "--adapter", MODELS.resolve("generators/tiny/text.safetensors").toString());
    }

    @Test
    void aSmallDecoderThatIsAskedForAndNotThereIsRefused() {
        refuses("Put taew2_1.safetensors into its folder", "--set", "schedule.exactUpdates=2");
    }

    private Path changed(String model, String file, UnaryOperator<String> change) throws IOException {
        Path from = MODELS.resolve(model);
        Path copy = ScratchFolder.in(folder, "model-").path();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(from.relativize(path).toString());
                Files.createDirectories(to.getParent());
                Files.copy(path, to);
            }
        }
        Path edited = copy.resolve(file);
        String before = Files.readString(edited);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(edited, after);
        return copy;
    }

    private void refuses(String said, String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertThat(run(options)).as(out + " " + err).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: ").contains(said);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("plan"));
        arguments.addAll(List.of(options));
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }
}
