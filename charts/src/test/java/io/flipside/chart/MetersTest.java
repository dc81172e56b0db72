package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.meters.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dashboard, alerts, docs and scaling use the names that the program publishes, and no others. */
class MetersTest {
    private static final Pattern NAME = Pattern.compile("\\bflipside_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("\\b([a-z]+)\\s*=~?\\s*\\\\?\"");
    /** What Prometheus adds to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("namespace");

    private static Set<String> published() {
        return Arrays.stream(Meter.values())
                .flatMap(meter -> meter.published().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Path file) throws IOException {
        return NAME.matcher(Files.readString(file))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDashboardShowsEveryMeterAndNothingElse() throws IOException {
        Set<String> shown = names(Chart.FOLDER.resolve("files/dashboard.json"));
        assertThat(published()).containsAll(shown);
        for (Meter meter : Meter.values()) {
            assertThat(shown).as(meter.toString()).containsAnyElementsOf(meter.published());
        }
    }

    @Test
    void alertsAndScalingAskForWhatIsPublished() throws IOException {
        assertThat(published()).containsAll(names(Chart.FOLDER.resolve("files/alerts.yaml")));
        assertThat(published()).containsAll(names(Chart.FOLDER.resolve("templates/scaledobjects.yaml")));
        assertThat(published()).containsAll(names(Chart.REPOSITORY.resolve("docs/kubernetes.md")));
    }

    @Test
    void theDocsHaveEveryMeterWithItsLabels() throws IOException {
        Path docs = Chart.REPOSITORY.resolve("docs/telemetry.md");
        assertThat(names(docs)).isEqualTo(published());
        for (Meter meter : Meter.values()) {
            String row = Files.readAllLines(docs).stream()
                    .filter(line -> line.startsWith("| `" + meter.published().get(0) + "`"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row of " + meter.published()));
            meter.tags()
                    .forEach(tag -> assertThat(row).contains("`" + tag.name().toLowerCase(Locale.ROOT) + "`"));
        }
    }

    @Test
    void whatIsAskedForIsALabelThatThereIs() throws IOException {
        Set<String> labels = Arrays.stream(Meter.Tag.values())
                .map(tag -> tag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        labels.addAll(OF_PROMETHEUS);
        for (String file : new String[] {"files/alerts.yaml", "files/dashboard.json"}) {
            String text = Files.readString(Chart.FOLDER.resolve(file));
            assertThat(text.lines()
                            .filter(line -> line.contains("flipside_"))
                            .flatMap(line -> LABEL.matcher(line).results().map(found -> found.group(1))))
                    .isSubsetOf(labels);
        }
    }
}
