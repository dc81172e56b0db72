package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.durability.RawHttp.Answer;
import io.flipside.record.AuditKeys;
import io.flipside.store.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers, foreign pages and broken programs send to a running service. */
class HostileHttpIT {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)/api/audits");
    private static final int MOST_UPLOAD = 40_000_000;
    private static final String AUDITS = "/api/audits";
    private static final String PAUSE = "/api/audits/nobody/pause";

    @TempDir
    static Path scratch;

    private static WorkerProcess serve;
    private static RawHttp http;
    private static Socket slow;

    @BeforeAll
    static void start() throws IOException {
        serve = WorkerProcess.start(
                        Map.of(
                                "flipside.http.most-upload", Integer.toString(MOST_UPLOAD),
                                "flipside.http.uploads", "1",
                                "flipside.http.hosts", "flipside.example"),
                        scratch.resolve("serve.log"),
                        "--data",
                        scratch.resolve("data").toString())
                .awaitReady();
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        http = new RawHttp(Integer.parseInt(address.group(1)));
        slow = http.open();
        slow.getOutputStream()
                .write("GET /api/audits HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    static void stop() {
        serve.terminate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "localhost.",
                "localhost:99999",
                "localhost:x",
                "me@localhost",
                "localhost, evil.example",
                "[::2]",
                "0.0.0.0",
                ""
            })
    void aHostThatIsNotOursIsRefusedWhateverIsAsked(String host) {
        for (String path : new String[] {AUDITS, "/q/health/live", "/q/openapi", "/", "/nothing"}) {
            refused(421, http.get(path, "Host: " + host + "\r\n"));
        }
        refused(421, http.post(PAUSE, "Host: " + host + "\r\n" + RawHttp.JSON, ""));
    }

    @Test
    void noHostTwoHostsAndAnotherHostInTheAddressAreRefused() {
        refused(421, http.get(AUDITS, ""));
        refused(421, http.get(AUDITS, RawHttp.HOST + RawHttp.HOST));
        refused(421, http.get("http://evil.example/api/audits", RawHttp.HOST));
        refused(421, http.send("GET /api/audits HTTP/1.0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "127.0.0.1:8080", "[::1]", "[::1]:80", "flipside.example:443"})
    void ourOwnNamesAndTheConfiguredAreTaken(String host) {
        assertThat(http.get(AUDITS, "Host: " + host + "\r\n").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:81",
                "Origin: https://127.0.0.1",
                "Origin: http://127.0.0.1.evil.example",
                "Origin: http://127.0.0.1\r\nOrigin: http://evil.example",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: http://127.0.0.1\r\nSec-Fetch-Site: cross-site"
            })
    void aPageOfAnotherOriginChangesNothing(String headers) {
        refused(403, http.post(PAUSE, RawHttp.HOST + RawHttp.JSON + headers + "\r\n", ""));
        refused(403, http.post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS + headers + "\r\n", "abc"));
        refused(403, http.send("OPTIONS /api/audits HTTP/1.1\r\n" + RawHttp.HOST + headers + "\r\n\r\n"));
    }

    @Test
    void ourOwnPagesAndProgramsWithoutAnOriginMayChangeThings() {
        refused(404, http.post(PAUSE, RawHttp.HOST + RawHttp.JSON, ""));
        refused(404, http.post(PAUSE, RawHttp.HOST + RawHttp.JSON + "Origin: http://127.0.0.1\r\n", ""));
        refused(404, http.post(PAUSE, RawHttp.HOST + RawHttp.JSON + "Sec-Fetch-Site: same-origin\r\n", ""));
        String proxied = "Host: flipside.example\r\nOrigin: https://flipside.example\r\n";
        refused(404, http.post(PAUSE, proxied + RawHttp.JSON, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: text/plain; application/json\r\n",
                "Content-Type: application/jsonp\r\n",
                "Content-Type: ;;;\r\n",
                "Content-Type: \r\n",
                "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
            })
    void whatAFormCouldSendIsRefused(String type) {
        refused(415, http.post(AUDITS, RawHttp.HOST + type, "{}"));
        refused(415, http.post(PAUSE, RawHttp.HOST + type, ""));
        refused(415, http.post("/api/inputs", RawHttp.HOST + type, "abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: -1",
                "Content-Length: +5",
                "Content-Length: 5, 5",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"
            })
    void aBodyWhoseLengthIsNotClearIsRefused(String headers) {
        String head = "POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON + headers + "\r\n\r\n";
        refused(400, http.send(head + "0\r\n\r\n"));
    }

    @Test
    void lengthAndChunksTogetherEndTheConnectionBeforeTheNextRequest() {
        Answer answer = http.send("POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /q/openapi HTTP/1.1\r\n" + RawHttp.HOST + "\r\n");
        refused(400, answer);
        assertThat(answer.ended()).isTrue();
        assertThat(answer.body()).doesNotContain("openapi", "HTTP/1.1");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhateverItsHeadSays() {
        String json = "POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON;
        String octets = "POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS;
        String chunk = "11170\r\n" + "x".repeat(70_000) + "\r\n";
        refused(413, http.send(json + "Content-Length: 70000\r\n\r\n{"));
        refused(413, http.send(json + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"));
        refused(413, http.send(octets + "Content-Length: " + (MOST_UPLOAD + 1) + "\r\n\r\nx"));
        refused(413, http.send(octets + "Expect: 100-continue\r\nContent-Length: " + (MOST_UPLOAD + 1) + "\r\n\r\n"));
        refused(
                413,
                http.send(octets + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(MOST_UPLOAD / 70_000 + 1)
                        + "0\r\n\r\n"));
        assertThat(scratchFiles()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/audits/%zz, 400",
        "/api/audits/%, 400",
        "/api/audits/a%00b, 400",
        "/api/audits/a%0d%0aX-Evil:%201, 400",
        "/api/audits/%ff%fe, 400",
        "/api/audits/%c0%ae%c0%ae, 400",
        "/api/audits?a=%, 400",
        "/api/audits/../../etc/passwd, 404",
        "/api/audits/x/files/..%2f..%2frequest.json, 404",
        "/api/audits/x/files/%2e%2e, 404",
        "/nothing, 404",
        "/q/nothing, 404",
    })
    void anOddAddressIsAClearRefusal(String target, int status) {
        refused(status, http.get(target, RawHttp.HOST));
    }

    @Test
    void whatIsTooLongIsAClearRefusal() {
        refused(414, http.get("/api/audits/" + "a".repeat(5_000), RawHttp.HOST));
        refused(414, http.get("/api/audits?" + "a".repeat(5_000), RawHttp.HOST));
        refused(414, http.get("/api/audits/" + "a".repeat(50_000), RawHttp.HOST));
        refused(431, http.get(AUDITS, RawHttp.HOST + "X-Long: " + "a".repeat(50_000) + "\r\n"));
    }

    @Test
    void anOddMethodHeaderOrProtocolIsAClearRefusal() {
        refused(405, http.send("PUT /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON + "\r\n"));
        refused(405, http.send("TRACE /api/audits HTTP/1.1\r\n" + RawHttp.HOST + "\r\n"));
        refused(400, http.get(AUDITS, RawHttp.HOST + "X-Nul: a\0b\r\n"));
        refused(400, http.get(AUDITS, RawHttp.HOST + "no colon\r\n"));
        refused(505, http.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        refused(406, http.get(AUDITS, RawHttp.HOST + "Accept: ;;;/,,\r\n"));
        refused(415, http.post(AUDITS, RawHttp.HOST + RawHttp.JSON + "Content-Encoding: gzip\r\n", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "a/b/c", "%20", "video/%22", "%3cscript%3e/x", "video/mp4%3bx"})
    void anOddMediaTypeOfAnUploadIsRefusedByName(String type) {
        Answer answer = http.post("/api/inputs?mediaType=" + type, RawHttp.HOST + RawHttp.OCTETS, "abc");
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"mediaType\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "99999999999", "%20", "0x2"})
    void aStageThatIsNoNumberIsRefusedByName(String stage) {
        Answer answer = http.post("/api/audits/nobody/rerun?fromStage=" + stage, RawHttp.HOST + RawHttp.JSON, "");
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"fromStage\"");
    }

    @ParameterizedTest
    @CsvSource({
        "page=rubbish, page",
        "page=%25, page",
        "page=MTouLi8uLg, page",
        "after=.hidden, after",
        "limit=abc, limit",
        "limit=-1, limit",
        "limit=99999999999, limit"
    })
    void aPageThatIsNoneIsRefusedByName(String query, String field) {
        Answer answer = http.get("/api/audits?" + query, RawHttp.HOST);
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://others/inputs/a.mkv",
                "s3://flipside/inputs/../a.mkv",
                "s3://flipside//a",
                "file:/etc/passwd"
            })
    void aClipThatIsNotInOurBucketIsRefusedByName(String uri) {
        Answer answer = http.post(AUDITS, RawHttp.HOST + RawHttp.JSON, request(uri, 1));
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"clip.uri\"");
    }

    @Test
    void oneKeyIsOneRequest() {
        String key = RawHttp.HOST + RawHttp.JSON + "Idempotency-Key: once\r\n";
        String clip = "s3://flipside/inputs/none.mkv";
        Answer first = http.post(AUDITS, key, request(clip, 1));
        assertThat(first.status()).isEqualTo(202);
        assertThat(http.post(AUDITS, key, " " + request(clip, 1)).body()).isEqualTo(first.body());
        Answer other = http.post(AUDITS, key, request(clip, 2));
        refused(409, other);
        assertThat(other.body()).contains("other content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00e4", "a\r\nIdempotency-Key: b"})
    void aKeyThatIsNoneIsRefusedByName(String key) {
        Answer answer = http.post(
                AUDITS,
                RawHttp.HOST + RawHttp.JSON + "Idempotency-Key: " + key + "\r\n",
                request("s3://flipside/inputs/none.mkv", 1));
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void aKeyThatIsTooLongIsRefusedByName() {
        aKeyThatIsNoneIsRefusedByName("k".repeat(201));
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDoWithIt() {
        for (String path : new String[] {AUDITS, "/q/openapi", "/q/health/live", "/nothing", "/api/audits/%zz"}) {
            assertThat(http.get(path, RawHttp.HOST).head())
                    .contains("x-content-type-options: nosniff")
                    .contains("frame-ancestors 'none'")
                    .contains("cross-origin-resource-policy: same-origin")
                    .contains("referrer-policy: no-referrer")
                    .contains("cache-control: no-store")
                    .doesNotContain("access-control-allow");
        }
    }

    @Test
    void anUploadOfSeveralPartsIsKeptUnderItsHashAndTheScratchFileGoes() throws IOException {
        String body = "x".repeat(MOST_UPLOAD);
        Answer answer = http.post("/api/inputs?name=a.mkv&mediaType=video/mp4", RawHttp.HOST + RawHttp.OCTETS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).path("sha256").asText())
                .isEqualTo(io.flipside.file.Sha256.of(body.getBytes(StandardCharsets.US_ASCII)));
        assertThat(scratchFiles()).isZero();
    }

    @Test
    void aFileOfAResultIsPassedThroughAndADamagedOneNeverArrivesWhole() throws IOException {
        byte[] bytes = "frame ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (ArtifactStore store = TestSettings.store(addresses())) {
            store.put(AuditKeys.file("filed", "original.mkv"), bytes, "video/x-matroska");
            store.put(
                    AuditKeys.file("filed", "report.html"), "<html>".getBytes(StandardCharsets.US_ASCII), "text/html");
        }
        Answer whole = http.get("/api/audits/filed/files/original.mkv", RawHttp.HOST);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.head()).contains("content-type: video/x-matroska", "content-length: " + bytes.length);
        assertThat(whole.body()).isEqualTo(new String(bytes, StandardCharsets.US_ASCII));
        assertThat(http.get("/api/audits/filed/files/report.html", RawHttp.HOST).head())
                .contains("content-type: text/html", "sandbox allow-scripts", "frame-ancestors 'none'");

        Path folder = scratch.resolve("data/s3/objects/flipside/audits/filed/result");
        overwrite(folder.resolve("original.mkv"), 3_000_000);
        overwrite(folder.resolve("report.html"), 3);
        Answer damaged = http.get("/api/audits/filed/files/original.mkv", RawHttp.HOST);
        assertThat(damaged.body().length()).isLessThan(bytes.length);
        assertThat(damaged.ended()).isTrue();
        refused(500, http.get("/api/audits/filed/files/report.html", RawHttp.HOST));
    }

    private static void overwrite(Path file, long position) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(position);
            opened.write('#');
        }
    }

    private static Map<String, String> addresses() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(scratch.resolve("data/addresses.properties"))) {
            properties.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        return settings;
    }

    @Test
    void moreUploadsThanPlacesAreToldToComeBackAndTheServiceAnswers() throws IOException {
        try (Socket first = http.open()) {
            first.getOutputStream()
                    .write(("POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS
                                    + "Content-Length: 1000000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            Audits.await(() -> scratchFiles() == 1, Duration.ofMillis(20), Duration.ofSeconds(20));
            Answer second = http.post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS, "x".repeat(3_000_000));
            refused(503, second);
            assertThat(second.head()).contains("retry-after: ");
            assertThat(http.get(AUDITS, RawHttp.HOST).status()).isEqualTo(200);
        }
        Audits.await(() -> scratchFiles() == 0, Duration.ofMillis(20), Duration.ofSeconds(20));
        Audits.await(
                () -> http.post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS, "abc")
                                .status()
                        == 200,
                Duration.ofMillis(50),
                Duration.ofSeconds(20));
    }

    @Test
    void aSenderThatGivesAByteNowAndThenLosesItsConnection() {
        Audits.await(
                () -> {
                    try {
                        slow.getOutputStream().write('x');
                        return false;
                    } catch (IOException e) {
                        return true;
                    }
                },
                Duration.ofMillis(500),
                Duration.ofSeconds(60));
        assertThat(http.get(AUDITS, RawHttp.HOST).status()).isEqualTo(200);
    }

    @Test
    void nothingThatWasSentSteersTheLog() {
        http.get("/api/audits/%1b%5b2J", RawHttp.HOST);
        http.get("/api/audits/\u001b[2J", RawHttp.HOST + "X: \u001b[2J\r\n");
        http.send("POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS
                + "Transfer-Encoding: chunked\r\n\r\nzz\u001b[2J\r\n");
        // a tab begins the lines of a trace: Temporal writes one for a step that was refused, HTTP writes none
        assertThat(serve.text().chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isEmpty();
        assertThat(serve.text()).doesNotContain("at io.flipside.http", "at io.quarkus", "at org.jboss.resteasy");
    }

    private static String request(String clip, int seed) {
        return """
                {"clip": {"uri": "%s", "sha256": "%s", "bytes": 3}, "targetClass": "right", "seed": %d}"""
                .formatted(clip, "ab".repeat(32), seed);
    }

    private static long scratchFiles() {
        try (Stream<Path> files = Files.list(scratch.resolve("data/cache/uploads"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        assertThat(answer.head()).contains("content-type: application/json");
        assertThat(answer.body()).contains("\"error\":").doesNotContain("Exception", "at io.");
    }
}
