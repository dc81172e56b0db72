package io.flipside.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.UserError;
import io.flipside.clip.ClipFormat;
import io.flipside.clip.ShapeMovingFiles;
import io.flipside.shapes.ShapeMovingProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Clips that the shipped classifier calls otherwise than they are labelled. */
class ConfusionsTest {
    private static final long DATA_SEED = 7;
    private static final int CLIPS = 4;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    @BeforeEach
    void draw() throws IOException {
        System.setProperty(
                "flipside.home", Path.of("..").toAbsolutePath().normalize().toString());
        files.addAll(ShapeMovingFiles.write(
                folder, ShapeMovingProfile.SMALL, DATA_SEED, LongStream.range(0, CLIPS), ClipFormat.LOSSLESS));
        LabelTable table = LabelTable.read(folder.resolve(ShapeMovingFiles.CLASSES), folder);
        table.rows().forEach(row -> shown.add(table.classes().get(row.label())));
    }

    private static ClipRows rows() {
        SearchOptions search = new SearchOptions();
        AnswersOption answers = new AnswersOption();
        new CommandLine(search).parseArgs();
        return new ClipRows("tiny", "tiny", search, answers);
    }

    private Optional<Path> labels(List<String> labels) throws IOException {
        StringBuilder table = new StringBuilder("file,label\n");
        for (int i = 0; i < CLIPS; i++) {
            table.append(files.get(i).getFileName())
                    .append(',')
                    .append(labels.get(i))
                    .append('\n');
        }
        return Optional.of(Files.writeString(folder.resolve("labels.csv"), table));
    }

    private List<ObjectNode> confusions(List<String> labels, String confused) throws IOException {
        return rows().confusions(new ClipFolder(folder), labels(labels), confused, said::add);
    }

    @Test
    void whatIsCalledSoAndWhatIsLabelledSoAreRowsWithTheirLabelAsTheTarget() throws IOException {
        List<String> labels = new ArrayList<>(shown);
        String called = shown.get(1);
        String other = Stream.of("up", "down", "left", "right")
                .filter(name -> !name.equals(called))
                .findFirst()
                .orElseThrow();
        labels.set(1, other);
        for (String confused : List.of(called, other)) {
            List<ObjectNode> rows = confusions(labels, confused);
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).path("clip").textValue())
                    .isEqualTo(files.get(1).toAbsolutePath().toString());
            assertThat(rows.get(0).path("targetClass").textValue()).isEqualTo(other);
        }
        assertThat(said).contains("1 of 4 clips are confused with '" + other + "'");
    }

    @Test
    void whereNothingIsConfusedOrALabelIsNoClassItIsSaid() {
        assertThatThrownBy(() -> confusions(shown, shown.get(0)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("of 4 clips the classifier confuses none");
        assertThatThrownBy(() -> confusions(shown, "sideways"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'sideways', which is no class of the classifier");
        assertThatThrownBy(() -> rows().confusions(new ClipFolder(folder), Optional.empty(), "up", said::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lies in no folder that is called as its class");
        List<String> unknown = new ArrayList<>(shown);
        unknown.set(0, "sideways");
        assertThatThrownBy(() -> confusions(unknown, "up")).hasMessageContaining("--labels says 'sideways'");
    }

    @Test
    void aClipThatCannotBeReadIsNamed() throws IOException {
        Files.write(files.get(2), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> confusions(shown, "up"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(files.get(2).getFileName().toString());
    }
}
