package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.durability.RawHttp.Answer;
import io.flipside.embedded.Addresses;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service that is asked by strangers.
 *
 * @param serve its process
 * @param http its door
 * @param slow a connection that has begun a request and not ended it
 * @param data its folder
 */
record HostileService(WorkerProcess serve, RawHttp http, Socket slow, Path data) implements AutoCloseable {
    static final int MOST_UPLOAD = 40_000_000;
    static final String AUDITS = "/api/audits";
    static final String PAUSE = "/api/audits/nobody/pause";
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)/api/audits");

    /** Tests of one topic; all of them ask the same service. */
    interface Asked {
        /** The service of all topics. */
        HostileService service();

        /** Its door. */
        default RawHttp http() {
            return service().http();
        }
    }

    static HostileService start(Path scratch) throws IOException {
        Path data = scratch.resolve("data");
        WorkerProcess serve = WorkerProcess.start(
                        Map.of(
                                "flipside.http.most-upload", Integer.toString(MOST_UPLOAD),
                                "flipside.http.uploads", "1",
                                "flipside.http.hosts", "flipside.example"),
                        scratch.resolve("serve.log"),
                        "--data",
                        data.toString())
                .awaitReady();
        Matcher address = ADDRESS.matcher(serve.text());
        assertThat(address.find()).as(serve.text()).isTrue();
        RawHttp http = new RawHttp(Integer.parseInt(address.group(1)));
        Socket slow = http.open();
        slow.getOutputStream()
                .write("GET /api/audits HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        return new HostileService(serve, http, slow, data);
    }

    /** What it has printed. */
    String text() {
        return serve.text();
    }

    /** Uploads that are coming in. */
    long scratchFiles() {
        try (Stream<Path> files = Files.list(data.resolve("cache/uploads"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where its embedded services are, as settings. */
    Map<String, String> addresses() {
        return Addresses.read(data.resolve("addresses.properties"));
    }

    /** A refusal is a problem that says what is wrong, and nothing of our insides. */
    static void refused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        assertThat(answer.head()).contains("content-type: application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:flipside:problem:", "\"status\":" + status + ",", "\"detail\":", "\"error\":")
                .doesNotContain("Exception", "at io.");
    }

    @Override
    public void close() throws IOException {
        slow.close();
        serve.terminate();
    }
}
