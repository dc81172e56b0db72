package io.flipside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flipside.kube.KubePrograms;
import io.flipside.kube.KubeServer;
import io.flipside.kube.WrittenCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that install, letter by letter as the pages have them, in a cluster whose pods run in words alone. */
class AsWrittenTest {
    private static final Path REPOSITORY = Chart.REPOSITORY.toAbsolutePath().normalize();
    private static final List<String> PROGRAMS = Stream.of(KubePrograms.SERVER, KubePrograms.LIFE, List.of("helm"))
            .flatMap(List::stream)
            .toList();

    @TempDir
    static Path scratch;

    private static KubeServer server;

    @BeforeAll
    static void start() {
        String missing = KubePrograms.missing(PROGRAMS).orElse("");
        assumeThat(missing).as(missing).isEmpty();
        server = KubeServer.startAlive(scratch.resolve("kube"), World.NODES, "");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String run(String line) {
        KubeServer.Answer answer = KubeServer.answer(server.shell(REPOSITORY, line), "");
        assertThat(answer.status()).as(line + "\n" + answer.text()).isZero();
        return answer.text();
    }

    private static List<String> installing(Path page, String heading) {
        List<String> all = WrittenCommands.below(REPOSITORY.resolve(page), heading);
        return all.subList(all.indexOf("kubectl create namespace flipside"), all.size());
    }

    @Test
    void theChartIsInstalledAndTestedByTheCommandsOfItsPageWhichAreThoseOfTheReadme() {
        List<String> commands = installing(Path.of("docs/chart.md"), "The Helm chart");
        List<String> ofTheReadme = installing(Path.of("README.md"), "In the cluster");
        assertThat(commands.subList(0, ofTheReadme.size())).isEqualTo(ofTheReadme);
        String said = "";
        for (String line : commands) {
            said = run(line);
        }
        assertThat(said).contains("Phase:", "Succeeded");
        run("helm uninstall flipside -n flipside");
    }

    @Test
    void theOverlayThatIsToTryItIsAppliedByTheCommandsAtItsHead() {
        Path overlay = Path.of("k8s/overlays/development/kustomization.yaml");
        List<String> commands = Yaml.comments(REPOSITORY.resolve(overlay)).stream()
                .filter(line -> line.startsWith("kubectl ") && !line.contains("port-forward"))
                .toList();
        assertThat(commands).hasSize(2).contains("kubectl apply -k k8s/overlays/development");
        commands.forEach(AsWrittenTest::run);
        assertThat(run("kubectl rollout status deployment/flipside --timeout=60s"))
                .contains("successfully rolled out");
    }
}
