package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.tensor.JsonConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Training on a person's own clips, from the command line. */
class TrainCommandsTest {
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
    void anAdapterOfOnesOwnClipsIsInTheLibraryWithTheLimitsOfItsDomain() {
        Path clips = folder.resolve("clips");
        assertThat(run("render", clips.toString(), "--count", "10")).isZero();

        int status = run(
                "train",
                "adapter",
                "--clips",
                clips.toString(),
                "--generator",
                "tiny",
                "--out",
                folder.resolve("adapter").toString(),
                "--steps",
                "1",
                "--batch",
                "1",
                "--rank",
                "2",
                "--name",
                "mine");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("9 clips to learn from, 1 held out")
                .contains("step 1 of 1  flow loss ")
                .contains("held-out loss ")
                .contains("Added 'mine'. Use it with --adapter mine.");
        assertThat(Home.adapter(Path.of("mine"))).exists();
        assertThat(run("models", "show", "mine")).isZero();
        assertThat(out.toString()).contains("limits of its domain:", "firstFrameSsim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "file,label,size     | 0.mkv,a | line 1: it has the unknown column 'size'",
                "file                | 0.mkv   | line 1: it must be 'file,label'",
                "label,file          | a,9.mkv | line 2: it names the file '9.mkv', which is not in ",
                "file,label          | 0.mkv   | line 2: it has 1 cells",
                "file,label          | 0.mkv,  | some of them perhaps empty",
                "file,label          | 0.mkv,a;0.mkv,b | line 3: it names the file '0.mkv' for the second time",
                "file,label          | 0.mkv,a;1.mkv,b | class 'a' has 1 clip",
                "file,label          | 0.mkv,a;1.mkv,a | has 2 clips; training takes 10 or more",
                "-                   | -       | 0.mkv is not a video that can be read",
            })
    void aTableOrClipThatIsNotWhatItShouldBeIsNamedByFileAndLine(String columns, String rows, String message)
            throws IOException {
        Path clips = Files.createDirectory(folder.resolve("clips"));
        for (int i : IntStream.range(0, columns == null ? 12 : 2).toArray()) {
            Files.writeString(clips.resolve(i + ".mkv"), "no video");
        }
        Stream<String> asked = Stream.of("train", "adapter", "--clips", clips.toString(), "--out", folder + "/adapter");
        Stream<String> labels = Stream.empty();
        if (columns != null) {
            Path table = Files.write(
                    clips.resolve("labels.csv"),
                    Stream.concat(Stream.of(columns), Stream.of(rows.split(";")))
                            .toList());
            labels = Stream.of("--labels", table.toString());
        }

        int status = run(Stream.concat(asked, labels).toArray(String[]::new));

        assertThat(status).isEqualTo(2);
        List<String> errors = err.toString().lines().toList();
        assertThat(errors).hasSize(1).first().asString().startsWith("error: ").contains(message);
        assertThat(folder.resolve("adapter")).doesNotExist();
    }

    @Test
    void aSmallWorldIsTrainedOnOnesOwnClips() throws IOException {
        String clips = folder.resolve("clips").toString();
        String vae = folder.resolve("vae").toString();
        assertThat(run("render", clips, "--count", "24", "--changed", "grey-stars"))
                .isZero();
        List<String> own = List.of("--clips", clips, "--labels", clips + "/clips.csv", "--frames", "5", "--side", "32");

        assertThat(train("vae", vae, own)).isZero();
        assertThat(train("generator", folder + "/generator", own, "--vae", vae)).isZero();
        assertThat(train("classifier", folder + "/classifier", own)).isZero();
        assertThat(train("vae", folder + "/next", own, "--from", vae)).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(folder.resolve("generator/generator.json")).content().contains("\"frames\": 5", "\"side\": 32");
        assertThat(folder.resolve("classifier/config.json")).content().contains("\"down\"", "\"up\"");
        assertThat(JsonConfig.read(folder.resolve("next")).numbers("latents_std"))
                .isEqualTo(JsonConfig.read(folder.resolve("vae")).numbers("latents_std"));
    }

    @Test
    void aClassifierIsTrainedOnClipsWithAPlantedCue() throws IOException {
        String clips = folder.resolve("clips").toString();
        assertThat(run("render", clips, "--count", "16", "--confounder", "corner", "--carried-by", "up"))
                .isZero();
        assertThat(Files.readAllLines(Path.of(clips, "labels.csv")))
                .filteredOn(row -> row.endsWith(",corner"))
                .isNotEmpty()
                .allMatch(row -> row.contains(",up,"));
        List<String> own = List.of("--clips", clips, "--labels", clips + "/clips.csv", "--frames", "5", "--side", "32");

        assertThat(train("classifier", folder + "/classifier", own)).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(train("classifier", folder + "/further", own, "--from", folder + "/classifier", "--warmup", "1"))
                .isZero();
        assertThat(folder.resolve("further/config.json"))
                .hasSameTextualContentAs(folder.resolve("classifier/config.json"));
        assertThat(run("render", clips, "--count", "2", "--mislabelled", "75")).isEqualTo(2);
        assertThat(err.toString()).contains("--mislabelled is 75");
        assertThat(run("render", clips, "--confounder", "rain")).isEqualTo(2);
        assertThat(err.toString()).contains("--confounder", "BRIGHTNESS, FLICKER, CORNER, RETREAT");
        assertThat(run("render", clips, "--confounder", "corner", "--changed", "grey-stars"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Leave out --changed.");
    }

    private int train(String what, String to, List<String> own, String... more) {
        Stream<String> asked = Stream.of("train", what, "--out", to, "--steps", "1", "--batch", "2");
        return run(Stream.concat(Stream.concat(asked, own.stream()), Stream.of(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vae        | --clips C --side 40                | --side is 40; it must be a multiple of 16",
                "generator  | --vae V --clips C --frames 16      | --frames is 16; it must be 1 + 4k",
                "vae        | --clips C --fps 0                  | --fps is 0.0; it must be above 0",
                "classifier | --clips C                          | a classifier learns from labels",
                "vae        | --labels L                         | give them with --clips DIR",
                "classifier | --clips C --labels L               | cannot be read",
                "vae        | --clips C                          | has 0 clips; training takes 10 or more",
                "vae        | --clips N                          | There is no folder ",
                "classifier | --adversarial l3:4                 | --adversarial is 'l3:4'. It must be none, growing",
                "classifier | --clean-updates -1                 | --clean-updates is -1; it must be 0 or more",
                "classifier | --architecture resnet              | --architecture is 'resnet', which is not known",
                "adapter    | --clips C --rank 0                 | --rank is 0; it must be 1 to 1024",
                "adapter    | --clips C --alpha 0                | --alpha is 0.0; it must be a number above 0",
            })
    void whatTrainingCannotTakeIsOneLineThatSaysWhatWouldBeRight(String what, String options, String message)
            throws IOException {
        Path clips = Files.createDirectory(folder.resolve("clips"));
        String given = options.replace(" C", " " + clips)
                .replace(" L", " " + folder.resolve("labels.csv"))
                .replace(" N", " " + folder.resolve("nowhere"));
        Stream<String> asked = Stream.of("train", what, "--out", folder + "/out");

        int status = run(Stream.concat(asked, Stream.of(given.split(" "))).toArray(String[]::new));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines().toList())
                .hasSize(1)
                .first()
                .asString()
                .contains("error: ", message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
