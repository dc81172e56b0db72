package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Dockerfiles say, and that an image starts the program as the launcher of the repository does. */
class ImagesTest {
    private static final Path IMAGES = Chart.REPOSITORY.resolve("images");
    private static final Pattern FETCHES = Pattern.compile("(?i)\\b(curl|wget|apt-get|apk|pip|git|ADD)\\b");
    private static final Pattern OPTION = Pattern.compile("-(?:X[A-Za-z:+-]+|D[A-Za-z._]+)");
    /** A launcher picks the compiler by command; in an image it serves. It keeps no statistics in a file that nobody may write. */
    private static final Set<String> OF_THE_IMAGE =
            Set.of("-XX:+TieredCompilation", "-XX:-UsePerfData", "-Dorg.bytedeco.javacpp.cachedir");

    private static List<Path> dockerfiles() throws IOException {
        try (Stream<Path> all = Files.walk(IMAGES, 2)) {
            return all.filter(path -> path.endsWith("Dockerfile")).toList();
        }
    }

    private static Set<String> options(Path launcher) throws IOException {
        String text = Files.readString(launcher);
        String command = text.substring(text.indexOf("exec \"$java\""));
        return OPTION.matcher(command)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noImageRunsAsRootOrFetchesAnything() throws IOException {
        assertThat(dockerfiles()).hasSize(4);
        for (Path dockerfile : dockerfiles()) {
            List<String> lines = Files.readAllLines(dockerfile).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(lines).as(dockerfile.toString()).contains("USER 65532:65532");
            assertThat(lines).contains("ENTRYPOINT [\"/opt/flipside/bin/flipside\"]");
            assertThat(lines).noneMatch(line -> FETCHES.matcher(line).find());
            assertThat(String.join("\n", lines)).contains("GOMP_SPINCOUNT=1000", "FLIPSIDE_HEAP=1g");
        }
    }

    @Test
    void theProgramIsStartedAsTheLauncherStartsIt() throws IOException {
        Set<String> image = options(IMAGES.resolve("flipside"));
        Set<String> launcher = options(Chart.REPOSITORY.resolve("flipside"));
        launcher.addAll(OF_THE_IMAGE);
        assertThat(image).isEqualTo(launcher);
        String script = Files.readString(IMAGES.resolve("flipside"));
        assertThat(script).contains("GOMP_SPINCOUNT=1000", "glibc.malloc.hugetlb=1", "ai.djl.offline=true");
    }

    @Test
    void theChartAsksForImagesThatThereAre() throws IOException {
        List<String> names = dockerfiles().stream()
                .map(file -> "flipside/" + file.getParent().getFileName())
                .toList();
        Yaml.file(Chart.FOLDER.resolve("values.yaml")).path("images").forEach(image -> {
            if (image.has("repository")) {
                assertThat(names).contains(image.path("repository").asText());
            }
        });
    }

    @Test
    void anImageForCudaIsNotBegunWithoutItsLibraries(@TempDir Path scratch) throws Exception {
        Path tree = scratch.resolve("tree");
        Process layout = new ProcessBuilder(
                        IMAGES.resolve("layout.sh").toString(), "worker-cuda", tree.toString(), scratch.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(layout.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("libtorch_cuda.so", "pip install --target PYTORCH torch==2.7.1");
        assertThat(layout.waitFor()).isEqualTo(1);
        assertThat(tree).doesNotExist();
    }
}
