package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The library from the command line, with the shipped generator as diffusers would publish it. */
class ModelsCommandTest {
    private static final Path SHIPPED = Path.of("../embedded/models/generators/tiny");
    private static final String SETTING = "flipside.library";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void theLibraryIsTheTestsOwn() {
        System.setProperty(
                "flipside.home", Path.of("..").toAbsolutePath().normalize().toString());
        System.setProperty(SETTING, folder.resolve("library").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
    }

    @Test
    void aPublishedGeneratorIsAddedShownCheckedListedAndRemovedByName() throws Exception {
        assertThat(add("wan", published())).isZero();
        assertThat(out.toString())
                .contains("generator, diffusers folder")
                .contains("layers 6, width 192, heads 4")
                .contains("Added 'wan'");

        assertThat(run("models", "show", "wan")).isZero();
        assertThat(out.toString()).contains("transformer/model.safetensors");
        assertThat(run("models", "check", "wan", "--full")).isZero();
        assertThat(run("models", "list")).isZero();
        assertThat(Home.generator("wan").resolve("generator.json")).exists();

        assertThat(run("models", "remove", "wan")).isZero();
        assertThat(SHIPPED.resolve("transformer/model.safetensors")).exists();
        assertThat(run("models", "show", "wan")).isEqualTo(2);
        assertThat(err.toString()).contains("has no 'wan'");
    }

    @Test
    void aPublishedGeneratorExplainsByName() throws Exception {
        add("wan", published());
        assertThat(run("render", folder.resolve("clips").toString(), "--count", "1"))
                .isZero();
        Path clip;
        try (Stream<Path> files = Files.list(folder.resolve("clips"))) {
            clip = files.filter(file -> file.toString().endsWith(".mkv"))
                    .findFirst()
                    .orElseThrow();
        }

        int status = run(
                "explain",
                clip.toString(),
                "--target",
                "down",
                "--generator",
                "wan",
                "--steps",
                "1",
                "--iterations",
                "1",
                "--run-all",
                "--out",
                out());

        assertThat(status).as(err.toString()).isZero();
        assertThat(folder.resolve("result/record.json")).content().contains("\"wan\"");
    }

    @Test
    void anUnknownNameNamesTheKnown() throws Exception {
        add("wan", published());

        int status = run("explain", "clip.mp4", "--target", "left", "--generator", "wam", "--out", out());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("(tiny, wan)").contains("flipside models add wam DIR");
    }

    @Test
    void theShiftThatAGeneratorWasPublishedWithIsItsPlans() throws Exception {
        Path source = published();
        Files.createDirectory(source.resolve("scheduler"));
        Files.writeString(source.resolve("scheduler/scheduler_config.json"), "{\"flow_shift\": 5.0}");
        add("wan", source);

        assertThat(Home.publishedShift("wan")).contains(5.0);
        assertThat(new SearchOptions()
                        .plan(Optional.of(5.0))
                        .schedule()
                        .orElseThrow()
                        .shift())
                .isEqualTo(5.0);
        assertThat(Home.publishedShift("tiny")).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaidAndNothingIsAdded() throws Exception {
        Path source = published();
        Path config = source.resolve("transformer/config.json");
        Files.writeString(config, Files.readString(config).replace("\"num_layers\": 6", "\"num_layers\": 7"));

        assertThat(add("wan", source)).isEqualTo(2);

        assertThat(err.toString())
                .contains("lack the tensor 'blocks.6.")
                .contains("error: ")
                .contains("Nothing was added");
        assertThat(run("models", "show", "wan")).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsSaidWithWhatItIsFor() throws Exception {
        assertThat(run("models", "add", "wan", published().toString())).isEqualTo(2);

        assertThat(out.toString()).contains("text_encoder   missing: it turns the prompt into tokens");
        assertThat(err.toString()).contains("it lacks text");
    }

    private String out() {
        return folder.resolve("result").toString();
    }

    private int add(String name, Path source) {
        return run(
                "models",
                "add",
                name,
                source.toString(),
                "--part",
                "text=" + SHIPPED.resolve("text.safetensors"),
                "--frames",
                "17",
                "--side",
                "64",
                "--fps",
                "8");
    }

    private Path published() throws IOException {
        Path source = Files.createDirectory(folder.resolve("published"));
        Files.writeString(source.resolve("model_index.json"), "{\"_class_name\": \"WanImageToVideoPipeline\"}");
        for (String part : new String[] {"transformer", "vae", "image_encoder"}) {
            Files.createDirectory(source.resolve(part));
            try (Stream<Path> files = Files.list(SHIPPED.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, source.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        return source;
    }

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
