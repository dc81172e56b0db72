package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.service.EmbeddedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that asks callers who they are, and what it runs on.
 *
 * @param embedded services that it uses
 * @param serve its process
 * @param callers that it knows
 * @param scratch folder of the test
 */
record GuardedService(EmbeddedProcess embedded, WorkerProcess serve, Callers callers, Path scratch)
        implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");

    /** With a reader, two auditors and an operator. */
    static GuardedService start(Path scratch, String roles) throws IOException {
        Callers callers =
                Callers.of(scratch.resolve("tokens"), List.of("reader", "auditor", "auditor-other", "operator"));
        EmbeddedProcess embedded =
                EmbeddedProcess.start(Path.of(System.getProperty("flipside.home")), scratch.resolve("data"));
        return new GuardedService(
                embedded, serve(embedded.settings(), scratch, "serve.log", Map.of(), roles), callers, scratch);
    }

    /** Another process of the service, with further settings. */
    WorkerProcess beside(String log, Map<String, String> settings) {
        return serve(embedded.settings(), scratch, log, settings, "api");
    }

    private static WorkerProcess serve(
            Map<String, String> services, Path scratch, String log, Map<String, String> settings, String roles) {
        Map<String, String> all = new HashMap<>(services);
        all.put("flipside.http.tokens-file", scratch.resolve("tokens").toString());
        all.putAll(settings);
        return WorkerProcess.start(
                        all,
                        scratch.resolve(log),
                        "--roles",
                        roles,
                        "--data",
                        scratch.resolve(log + "-data").toString())
                .awaitReady();
    }

    String address() {
        return addressOf(serve);
    }

    static String addressOf(WorkerProcess process) {
        Matcher found = ADDRESS.matcher(process.text());
        assertThat(found.find()).as(process.text()).isTrue();
        return found.group(1);
    }

    @Override
    public void close() {
        serve.close();
        embedded.close();
    }
}
