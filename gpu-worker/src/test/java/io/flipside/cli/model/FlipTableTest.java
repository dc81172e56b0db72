package io.flipside.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.semantics.FlipSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlipTableTest {
    private static final List<FlipSample> ONE = List.of(new FlipSample("bttf", true, Map.of("blur", 0.1)));
    private static final List<FlipSample> OTHER =
            List.of(new FlipSample("pgd", false, Map.of("blur", -1.0 / 3)), new FlipSample("pgd", false, Map.of()));

    @TempDir
    private Path folder;

    @Test
    void whatIsAddedIsReadToTheBitAndAFigureThatIsMissingIsNotANumber() {
        Path file = folder.resolve("flips.csv");
        FlipTable.add(file, ONE);
        FlipTable.add(file, List.of());
        FlipTable.add(file, OTHER);
        List<FlipSample> read = FlipTable.read(file);
        assertThat(read.subList(0, 2)).isEqualTo(List.of(ONE.get(0), OTHER.get(0)));
        assertThat(read.get(2).figures().get("blur")).isNaN();
    }

    @Test
    void aFileOfOtherFiguresAndALineThatIsNoFlipAreRefusedByName() throws IOException {
        Path file = folder.resolve("flips.csv");
        FlipTable.add(file, ONE);
        assertThatThrownBy(() -> FlipTable.add(file, List.of(new FlipSample("pgd", false, Map.of("noise", 0.0)))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other figures");
        Files.writeString(file, "family,moves,blur\nbttf,yes,0.1\n");
        assertThatThrownBy(() -> FlipTable.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("line 2");
        Files.writeString(file, "family,moves,blur\nbttf,true,much\n");
        assertThatThrownBy(() -> FlipTable.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'much'");
        Files.writeString(file, "a,b\n");
        assertThatThrownBy(() -> FlipTable.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--keep");
        assertThatThrownBy(() -> FlipTable.read(folder.resolve("none.csv")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be read");
    }
}
