package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Methods side by side, and classifiers under attack, from the command line. */
class MeasureComparisonTest {
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
    void methodsAreComparedByClipBySetAndByWhetherTheirFlipsTransfer() {
        int status = run(
                "measure",
                "methods",
                "--clips",
                "2",
                "--methods",
                "pgd-tiny",
                "--others",
                "tiny-plain,tiny-second",
                "--out",
                folder.resolve("methods").toString());

        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("| `pgd-tiny` | 2 | ")
                .contains("| method | clips | fid ↓ | fvd ↓ | classifierFrechet ↓ |")
                .containsPattern(
                        "\\| `pgd-tiny` \\| 2 \\| not available \\| not available \\| \\d+\\.\\d{3} \\(few: 2\\) \\|")
                .contains("`fid` is not available: ", "Register them: flipside models add fid-inception DIR")
                .contains("From 2 clips: below 400 this distance depends on how many there are")
                .contains("| flips by | flips | also of `tiny-plain` | also of `tiny-second` |");
        assertThat(folder.resolve("methods/methods.md")).content().isEqualTo(out.toString());
        assertThat(folder.resolve("methods/methods.csv")).exists();
    }

    @Test
    void auditsThatAreKeptAreNotDoneAgain() throws IOException {
        compared("1", "first");
        assertThat(err.toString().lines()).hasSize(1);
        compared("2", "second");

        // how long a search took is in each line: one that was done anew would have taken another time
        assertThat(Files.readAllLines(folder.resolve("second/methods.csv")))
                .hasSize(3)
                .containsAll(Files.readAllLines(folder.resolve("first/methods.csv")));
        try (Stream<Path> written = Files.list(folder.resolve("second/pgd"))) {
            assertThat(written).hasSize(2);
        }
    }

    private void compared(String clips, String out) {
        String line = "measure methods --methods pgd --clips " + clips + " --audits " + folder.resolve("audits")
                + " --out " + folder.resolve(out);
        assertThat(run(line.split(" "))).isZero();
    }

    @Test
    void aClassifierIsRightLessOftenTheFartherAnAttackMayGo() {
        int status = run(
                "measure",
                "robustness",
                "--classifier",
                "tiny-plain",
                "--clips",
                "2",
                "--epsilon",
                "400,0.01",
                "--steps",
                "5");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("| classifier | clips | unattacked | l2 0.01 | l2 400 |")
                .contains("| `tiny-plain` | 2 | 1.00 (0.34 to 1.00) | 1.00 (0.34 to 1.00) | 0.00 (0.00 to 0.66) |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "robustness --norm l1                 | --norm is 'l1'. It must be l2 or linf",
                "robustness --epsilon 0               | --epsilon has 0.0; it must be more than 0",
                "robustness --norm linf --epsilon 20  | at most 1.0 (linf)",
                "robustness --steps 0                 | --steps is 0; it must be 1 to 10000",
                "robustness --clips 0                 | --clips is 0; it must be 1 or more",
                "robustness --classifier nobody       | 'nobody' is neither one of the classifiers",
                "robustness --classifier OTHER        | whose classes are jump, run; the test clips show",
                "methods --out OUT --others OTHER     | whose classes are jump, run; the classifier under audit has",
                "ablations --out OUT --others nobody  | 'nobody' is neither one of the classifiers",
            })
    void whatCannotBeMeasuredIsSaidBeforeAnythingIs(String asked, String message) throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("config.json"), "{\"classes\": [\"jump\", \"run\"]}");
        String line = "measure " + asked.replace("OTHER", other.toString()).replace("OUT", folder + "/out");

        int status = run(line.split(" "));

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
