package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers whom an issuer of OpenID Connect vouches for. */
class IssuerIT {
    @TempDir
    static Path scratch;

    private static GuardedService service;

    @BeforeAll
    static void start() throws IOException {
        service = GuardedService.start(scratch, "api");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anIssuerVouchesForCallersAndForNobodyElsesTokens() throws IOException {
        try (TestIssuer issuer = new TestIssuer();
                WorkerProcess vouched = service.beside(
                        "vouched.log",
                        Map.of(
                                "flipside.oidc.issuer",
                                issuer.address(),
                                "flipside.oidc.audience",
                                TestIssuer.AUDIENCE,
                                "flipside.oidc.roles-claim",
                                "realm/roles"))) {
            String there = GuardedService.addressOf(vouched);
            TestIssuer.Claims good = issuer.good();
            assertThat(bearer(there, "GET", issuer.signed(good))).isEqualTo(200);
            assertThat(bearer(there, "POST", issuer.signed(good))).isEqualTo(400);
            assertThat(bearer(there, "POST", issuer.signed(good.roles("[\"reader\", \"other\"]"))))
                    .isEqualTo(403);
            assertThat(bearer(there, "GET", issuer.signed(good.roles("[]")))).isEqualTo(403);
            assertThat(bearer(there, "GET", issuer.signed(good.with(-30)))).isEqualTo(401);
            assertThat(bearer(there, "GET", issuer.signed(good.to("another")))).isEqualTo(401);
            assertThat(bearer(there, "GET", issuer.signed(good.from("http://127.0.0.1:1"))))
                    .isEqualTo(401);
            assertThat(bearer(there, "GET", TestIssuer.unsigned(good))).isEqualTo(401);
            String signed = issuer.signed(good);
            assertThat(bearer(there, "GET", signed.substring(0, signed.length() - 8) + "AAAAAAAA"))
                    .isEqualTo(401);
            assertThat(bearer(there, "GET", "no-token-that-anybody-knows")).isEqualTo(401);
            assertThat(service.callers()
                            .call("reader", there, "GET", "/api/audits", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(vouched.text())
                    .contains("\"who\":\"oidc:carol\",\"role\":\"auditor\"")
                    .doesNotContain(signed);

            TestIssuer.Claims session = good.roles("[\"operator\"]");
            Callers carol = new Callers(Map.of("carol", issuer.signed(session)));
            String cookie = carol.call("carol", there, "POST", "/session", "")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst(";.*", "");
            assertThat(Callers.send(Callers.request(there + "/", "GET", "")
                                    .header("Cookie", cookie)
                                    .build())
                            .body())
                    .contains("oidc:carol (operator)");

            issuer.rotate();
            Audits.await(() -> bearer(there, "GET", issuer.signed(good)) == 200);
            assertThat(bearer(there, "GET", signed)).isEqualTo(401);
            assertThat(issuer.keysAsked()).isLessThan(10);
        }
    }

    private static int bearer(String address, String method, String token) {
        HttpResponse<String> answer = new Callers(Map.of("it", token)).call("it", address, method, "/api/audits", "{}");
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            assertThat(answer.body())
                    .as("" + answer.statusCode())
                    .contains("\"type\":\"urn:flipside:problem:", "\"detail\":");
        }
        return answer.statusCode();
    }
}
