package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role's allowed and refused calls, and who is named for what was asked. */
class WhoMayIT {
    private static final Path TABLE = Path.of("../docs/roles.md");
    private static final List<String> ROLES = List.of("anybody", "reader", "auditor", "operator");

    @TempDir
    static Path scratch;

    private static GuardedService service;

    @BeforeAll
    static void start() throws IOException {
        service = GuardedService.start(scratch, "api,workflow,cpu");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyRouteIsOpenToTheRolesOfTheTableAndClosedToTheOthers() throws IOException {
        int lines = 0;
        for (String row : Files.readAllLines(TABLE)) {
            String[] cells = row.split("\\|");
            if (!row.startsWith("| `") || cells.length != 6) {
                continue;
            }
            lines++;
            String[] call = cells[1].strip().replace("`", "").split(" ");
            for (int i = 0; i < ROLES.size(); i++) {
                HttpResponse<String> answer =
                        service.callers().call(ROLES.get(i), service.address(), call[0], filled(call[1]), "");
                String as = ROLES.get(i) + ": " + row + " was " + answer.statusCode() + " " + answer.body();
                if (!cells[i + 2].strip().equals("no")) {
                    assertThat(answer.statusCode()).as(as).isNotIn(401, 403);
                } else {
                    assertThat(answer.statusCode()).as(as).isEqualTo(i == 0 ? 401 : 403);
                }
            }
        }
        assertThat(lines).isGreaterThan(40);
    }

    private static String filled(String path) {
        return path.replace("/assets/{name}", "/assets/page.css")
                .replace("/schema/{name}", "/schema/budget")
                .replace("{letter}", "a")
                .replace("{sheet}", "0")
                .replace("{stage}", "1")
                .replaceAll("\\{\\w+}", "nothing");
    }

    private static String audit(String who) throws IOException {
        byte[] clip = Files.readAllBytes(Path.of("../control/src/main/resources/io/flipside/page/demo.mkv"));
        HttpResponse<String> sent = Callers.send(Callers.request(
                        service.address() + "/api/inputs?name=demo.mkv", "POST", "")
                .header("Authorization", "Bearer " + service.callers().tokens().get(who))
                .POST(HttpRequest.BodyPublishers.ofByteArray(clip))
                .build());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        return service.callers()
                .json(
                        who,
                        service.address(),
                        "POST",
                        "/api/audits",
                        """
                        {"clip": %s, "targetClass": "up", "preset": "tiny"}"""
                                .formatted(sent.body()))
                .path("auditId")
                .asText();
    }

    @Test
    void anAuditorSteersTheirOwnAuditsAndTheRecordSaysWhoAskedWhat() throws IOException {
        String audit = audit("auditor");
        String cancel = "/api/audits/" + audit + "/cancel?reason=enough";
        HttpResponse<String> other = service.callers().call("auditor-other", service.address(), "POST", cancel, "");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("was not started by 'token:auditor-other'");
        assertThat(service.callers()
                        .call("auditor", service.address(), "POST", cancel, "")
                        .statusCode())
                .isEqualTo(202);
        Audits.await(() -> service.callers()
                .call("reader", service.address(), "GET", "/api/audits/" + audit, "")
                .body()
                .contains("\"status\":\"cancelled\""));
        JsonNode asks = service.callers()
                .json("reader", service.address(), "GET", "/api/audits/" + audit + "/files/record.json", "")
                .path("asks");
        assertThat(asks.findValuesAsText("what")).containsExactly("start", "cancel");
        assertThat(asks.findValuesAsText("who")).containsExactly("token:auditor", "token:auditor");
        assertThat(asks.findValuesAsText("role")).containsExactly("auditor", "auditor");
        assertThat(service.serve().text())
                .contains("\"who\":\"token:auditor\",\"role\":\"auditor\",\"method\":\"POST\",\"route\":\"/api/audits\""
                        + ",\"started\":\"" + audit + "\",\"status\":202,\"outcome\":\"done\"")
                .contains("\"who\":\"token:auditor-other\",\"role\":\"auditor\",\"method\":\"POST\","
                        + "\"route\":\"/api/audits/{id}/cancel\",\"audit\":\"" + audit
                        + "\",\"status\":403,\"outcome\":\"refused\"");
        service.callers().tokens().values().forEach(token -> assertThat(
                        service.serve().text())
                .doesNotContain(token));
    }

    @Test
    void anOperatorSteersWhatAnotherStarted() throws IOException {
        String audit = audit("auditor");
        HttpResponse<String> answer = service.callers()
                .call("operator", service.address(), "POST", "/api/audits/" + audit + "/cancel?reason=enough", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeBack() {
        try (WorkerProcess narrow = service.beside("narrow.log", Map.of("flipside.http.changes", "2"))) {
            String there = GuardedService.addressOf(narrow);
            for (int i = 0; i < 2; i++) {
                assertThat(service.callers()
                                .call("auditor", there, "POST", "/api/audits", "{}")
                                .statusCode())
                        .isEqualTo(400);
            }
            HttpResponse<String> third = service.callers().call("auditor", there, "POST", "/api/audits", "{}");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 30L);
            assertThat(service.callers()
                            .call("auditor", there, "GET", "/api/audits", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.callers()
                            .call("operator", there, "POST", "/api/audits", "{}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aFileOfTokensThatIsWrongEndsTheServiceBeforeItListens() throws IOException {
        Path bad = Files.writeString(scratch.resolve("bad"), "alice boss " + "ab".repeat(32) + "\n");
        try (WorkerProcess refused = WorkerProcess.start(
                Map.of("flipside.http.tokens-file", bad.toString()), scratch.resolve("refused.log"))) {
            Audits.await(() -> !refused.isAlive(), Duration.ofMillis(50), Duration.ofSeconds(60));
            assertThat(refused.text()).startsWith("error: line 1 of the file of tokens '" + bad);
        }
    }
}
