package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    private int run(String... arguments) {
        CommandLine line = FlipsideCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
