package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of docs/chart.md: each mistake in values, and where it is refused before anything is installed. */
class MistakesTest {
    private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| `(.+?)` \\|.*");

    private record Mistake(String values, String named) {}

    private static List<Mistake> documented() throws IOException {
        return Files.readAllLines(Chart.REPOSITORY.resolve("docs/chart.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Mistake(row.group(1), row.group(2)))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentedMistakeIsRefusedWhereItIs() throws IOException {
        return documented().stream()
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.values(), () -> assertThat(Chart.refusal(Chart.values(mistake.values())))
                                .contains(mistake.named())));
    }

    @Test
    void theTableIsThere() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(20);
    }

    @Test
    void valuesThatNameNothingAreRefusedForAllThatIsMissing() {
        assertThat(Chart.refusal(Yaml.object("{}")))
                .contains(
                        "/temporal/target",
                        "/store/endpoint",
                        "/store/secret",
                        "/kafka/bootstrapServers",
                        "/http/secret");
    }
}
