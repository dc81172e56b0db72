package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.durability.RawHttp.Answer;
import io.flipside.embedded.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that others can reach. */
class BeyondLoopbackIT {
    private static final String TOKEN = "a-token-that-nobody-may-see";
    private static final Pattern ADDRESS = Pattern.compile("http://0\\.0\\.0\\.0:([0-9]+)/api/audits");
    private static final String EVERYWHERE = "quarkus.http.host";

    @TempDir
    Path scratch;

    @Test
    void itDoesNotStartWithoutATokenOrWithABadOne() throws IOException {
        Path missing = scratch.resolve("missing");
        Path empty = Files.writeString(scratch.resolve("empty"), "\n");
        Path shortToken = Files.writeString(scratch.resolve("short"), "secret\n");
        assertThat(endOf(Map.of(EVERYWHERE, "0.0.0.0"))).contains("0.0.0.0", "FLIPSIDE_HTTP_TOKEN_FILE", "--insecure");
        assertThat(endOf(Map.of(EVERYWHERE, "::"))).contains("FLIPSIDE_HTTP_TOKEN_FILE");
        assertThat(endOf(Map.of(EVERYWHERE, "0.0.0.0"), "--token-file", missing.toString()))
                .contains("cannot be read");
        assertThat(endOf(Map.of(EVERYWHERE, "0.0.0.0"), "--token-file", empty.toString()))
                .contains("16 to 1024");
        assertThat(endOf(Map.of(), "--token-file=" + shortToken))
                .contains("16 to 1024")
                .doesNotContain("secret\n");
        assertThat(endOf(Map.of("flipside.http.token", TOKEN)))
                .contains("everyone on this machine")
                .doesNotContain(TOKEN);
    }

    @Test
    void withATokenItSaysWhereItListensAndAnswersWhoeverKnowsIt() throws IOException {
        Path token = Files.writeString(scratch.resolve("token"), TOKEN + "\n");
        try (WorkerProcess embedded = WorkerProcess.start(
                        Map.of(), scratch.resolve("first.log"), "--data", data().toString())
                .awaitReady()) {
            Map<String, String> settings = new HashMap<>(addresses());
            settings.put(EVERYWHERE, "0.0.0.0");
            withToken(settings, token);
            withoutToken(settings);
        }
    }

    private void withToken(Map<String, String> settings, Path token) {
        try (WorkerProcess serve = api(settings, "with.log", "--token-file", token.toString())) {
            RawHttp http = at(serve);
            String target = "/api/audits";
            Answer stranger = http.get(target, RawHttp.HOST);
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.head()).contains("www-authenticate: bearer");
            for (String wrong : new String[] {"Bearer " + TOKEN + "x", "Bearer ", "Basic " + TOKEN, TOKEN}) {
                assertThat(http.get(target, RawHttp.HOST + "Authorization: " + wrong + "\r\n")
                                .status())
                        .isEqualTo(401);
            }
            String known = RawHttp.HOST + "Authorization: Bearer " + TOKEN + "\r\n";
            assertThat(http.get(target, known).status()).isEqualTo(200);
            assertThat(http.get(target, known + "Authorization: Bearer other-other-other\r\n")
                            .status())
                    .isEqualTo(401);
            assertThat(http.post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS, "abc")
                            .status())
                    .isEqualTo(401);
            assertThat(http.get("/q/openapi", RawHttp.HOST).status()).isEqualTo(401);
            assertThat(http.get("/metrics", RawHttp.HOST).status()).isEqualTo(401);
            assertThat(http.get("/metrics", known.replace("127.0.0.1", "elsewhere.example"))
                            .status())
                    .isEqualTo(421);
            assertThat(http.get("/metrics", known).body()).contains("flipside_native_memory_bytes");
            assertThat(http.get("/q/health/live", RawHttp.HOST).status()).isEqualTo(200);
            assertThat(http.get("/q/health/ready", RawHttp.HOST).status()).isEqualTo(200);
            assertThat(http.get("/q/health/live/../../../api/audits", RawHttp.HOST)
                            .status())
                    .isEqualTo(401);
            assertThat(serve.text()).doesNotContain(TOKEN);
        }
    }

    private void withoutToken(Map<String, String> settings) {
        try (WorkerProcess serve = api(settings, "without.log", "--insecure")) {
            assertThat(at(serve).get("/api/audits", RawHttp.HOST).status()).isEqualTo(200);
        }
    }

    private WorkerProcess api(Map<String, String> settings, String log, String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        all[0] = "--roles";
        all[1] = "api";
        all[2] = "--data";
        all[3] = scratch.resolve(log + "-data").toString();
        return WorkerProcess.start(settings, scratch.resolve(log), all).awaitReady();
    }

    private static RawHttp at(WorkerProcess serve) {
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        return new RawHttp(Integer.parseInt(address.group(1)));
    }

    private String endOf(Map<String, String> settings, String... arguments) {
        try (WorkerProcess refused = WorkerProcess.start(settings, scratch.resolve("refused.log"), arguments)) {
            Audits.await(() -> !refused.isAlive(), Duration.ofMillis(50), Duration.ofSeconds(60));
            assertThat(refused.text()).startsWith("error: ").doesNotContain("Exception", "\tat ", "Ready.");
            assertThat(refused.text().lines()).hasSize(1);
            return refused.text();
        }
    }

    private Path data() {
        return scratch.resolve("data");
    }

    private Map<String, String> addresses() {
        return Addresses.read(data().resolve("addresses.properties"));
    }
}
