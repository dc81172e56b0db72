package io.flipside.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.flipside.file.Sha256;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the border, each by itself. */
class RulesTest {
    private static final String SECRET = "0123456789abcdef";
    private static final KnownCallers NOBODY = new KnownCallers(Optional.empty(), List.of(), false);
    private final Hosts hosts = new Hosts(Set.of("flipside.example"));

    @ParameterizedTest
    @CsvSource({
        "localhost, true", "LOCALHOST:8080, true", "127.0.0.1, true", "[::1]:1, true", "flipside.example:443, true",
        "flipside.example.evil, false", "127.0.0.1:, false", "127.0.0.1:65536, false", "[::1, false", "::1, false"
    })
    void aHostIsOneOfOursByNameAndWithAnyPort(String host, boolean ours) {
        assertThat(hosts.check(get("/", "Host", host)).isEmpty()).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, true",
        "localhost:80, http://localhost, true",
        "localhost, http://localhost:80, true",
        "localhost:8080, http://localhost:8081, false",
        "localhost, https://localhost, false",
        "flipside.example, https://flipside.example, true",
        "flipside.example, http://evil.example, false",
        "localhost, null, false",
    })
    void anOriginIsOursIfItIsWhatWasAskedFor(String host, String origin, boolean ours) {
        Rule rule = new Origins(hosts);
        assertThat(rule.check(post("/api/audits", "Host", host, "Origin", origin))
                        .isEmpty())
                .isEqualTo(ours);
        assertThat(rule.check(get("/api/audits", "Host", host, "Origin", origin)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a%20b?c=%C3%A4&d", "/%F0%9F%98%80", "*"})
    void aWellEncodedAddressIsTaken(String target) {
        assertThat(new Targets().check(new Head("OPTIONS", target, "http", headers())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%", "/%a", "/%zz", "/%00", "/%1b", "/%7f", "/%c2%80", "/%ff", "/%ed%a0%80", "/a b", "/ä", "/#x"
            })
    void anAddressThatMayMeanTwoThingsIsNot(String target) {
        assertThat(new Targets().check(get(target)).map(Refusal::status)).contains(400);
    }

    @Test
    void theLongestAddressIsTakenAndNoLonger() {
        assertThat(new Targets().check(get("/" + "a".repeat(Targets.MOST - 1)))).isEmpty();
        assertThat(new Targets().check(get("/" + "a".repeat(Targets.MOST))).map(Refusal::status))
                .contains(414);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""})
    void jsonIsTakenHoweverItIsWritten(String type) {
        assertThat(bodies(post("/api/audits", "Content-Type", type))).isEmpty();
    }

    @Test
    void theLimitOfABodyIsThatOfItsAddress() {
        assertThat(bodies(post("/api/audits", "Content-Type", "application/json", "Content-Length", "10")))
                .isEmpty();
        assertThat(bodies(post("/api/audits", "Content-Type", "application/json", "Content-Length", "11")))
                .contains(413);
        String octets = "application/octet-stream";
        assertThat(bodies(post("/api/inputs?name=a", "Content-Type", octets, "Content-Length", "100")))
                .isEmpty();
        assertThat(bodies(post("/api/inputs", "Content-Type", octets, "Content-Length", "101")))
                .contains(413);
        assertThat(bodies(get("/api/audits", "Content-Length", "11"))).contains(413);
    }

    @Test
    void withATokenOnlyWhoKnowsItAndProbesGetIn() {
        Rule rule = bearers(holder());
        assertThat(rule.check(get("/api/audits")).map(Refusal::status)).contains(401);
        assertThat(rule.check(get("/api/audits", "Authorization", "Bearer " + SECRET)))
                .isEmpty();
        assertThat(rule.check(get("/api/audits", "Authorization", "Bearer " + SECRET + "0")))
                .isPresent();
        assertThat(rule.check(get("/q/health/ready"))).isEmpty();
        assertThat(rule.check(get("/q/health/ready/"))).isPresent();
        assertThat(rule.check(post("/q/health/ready"))).isPresent();
        assertThat(bearers(NOBODY).check(get("/api/audits"))).isEmpty();
    }

    @Test
    void whoTheCallerIsFollowsFromTheToken() {
        Bearers bearers = bearers(new KnownCallers(
                Optional.of(Token.of(SECRET, "a test")),
                List.of(NamedToken.of(
                        "alice", CallerRole.AUDITOR, Sha256.of("b".repeat(16).getBytes(US_ASCII)))),
                false));
        assertThat(bearers.caller(get("/", "Authorization", "Bearer " + SECRET)))
                .contains(KnownCallers.HOLDER);
        assertThat(bearers.caller(get("/", "Authorization", "bearer " + "b".repeat(16))))
                .contains(new Caller("token:alice", CallerRole.AUDITOR));
        assertThat(bearers.caller(get("/", "Authorization", "Bearer c"))).isEmpty();
        assertThat(bearers(NOBODY).caller(get("/", "Authorization", "Bearer c")))
                .contains(Caller.LOCAL);
    }

    @Test
    void aBrowserIsLedToWherePeopleSignInAndAProgramIsNot() {
        Rule rule = bearers(holder());
        Refusal person =
                rule.check(get("/audits/a?x=1", "Accept", "text/html,*/*")).orElseThrow();
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.headers()).containsEntry("Location", "/sign-in?to=%2Faudits%2Fa%3Fx%3D1");
        assertThat(rule.check(get("/api/audits", "Accept", "text/html")).map(Refusal::status))
                .contains(401);
        assertThat(rule.check(get("/metrics", "Accept", "text/html")).map(Refusal::status))
                .contains(401);
        assertThat(rule.check(get("/sign-in?to=%2F"))).isEmpty();
        assertThat(rule.check(get("/assets/page.css?v=1"))).isEmpty();
        assertThat(rule.check(get("/assets/../api/audits"))).isPresent();
        assertThat(rule.check(get("/assets/..;/api/audits"))).isPresent();
    }

    @Test
    void aSessionChangesNothingWithoutSayingWhichPageAsks() {
        Sessions sessions = new Sessions(new byte[32], InstantSource.system());
        Bearers bearers = new Bearers(holder(), sessions);
        String cookie =
                "other=1; " + Sessions.NAME + "=" + sessions.seal(SECRET).orElseThrow();
        assertThat(bearers.check(get("/api/audits", "Cookie", cookie))).isEmpty();
        assertThat(bearers.check(post("/api/audits", "Cookie", cookie)).map(Refusal::status))
                .contains(403);
        assertThat(bearers.check(post("/api/audits", "Cookie", cookie, "Origin", "http://localhost")))
                .isEmpty();
        assertThat(bearers.caller(get("/", "Cookie", cookie))).contains(KnownCallers.HOLDER);
        assertThat(bearers.check(get("/api/audits", "Cookie", cookie, "Authorization", "Bearer other")))
                .isPresent();
    }

    @Test
    void aTokenIsInNoText() {
        assertThat(Token.of(SECRET, "a test").toString()).doesNotContain(SECRET);
        assertThat(new HttpSettings(Set.of(), holder(), false, 1, 1, 1, 1).toString())
                .doesNotContain(SECRET);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Gate gate = new Gate("uploads", 1);
        Runnable place = gate.enter().orElseThrow();
        assertThat(gate.enter()).isEmpty();
        place.run();
        place.run();
        assertThat(gate.enter()).isPresent();
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void whatTakesLongHasPlacesOfItsKind() {
        Guards guards = Guards.of(new HttpSettings(Set.of(), NOBODY, false, 1, 1, 1, 1));
        assertThat(guards.gate(post("/api/plans"))).contains(guards.plans());
        assertThat(guards.gate(post("/api/inputs?name=a"))).contains(guards.uploads());
        assertThat(guards.gate(get("/api/audits/a/files/report.html"))).contains(guards.downloads());
        assertThat(guards.gate(get("/api/audits/a/choices/q/a/0"))).contains(guards.downloads());
        assertThat(guards.gate(get("/audits/a/live"))).contains(guards.watchers());
        assertThat(guards.gate(post("/api/audits"))).isEmpty();
        assertThat(guards.gate(get("/audits/a"))).isEmpty();
    }

    private static KnownCallers holder() {
        return new KnownCallers(Optional.of(Token.of(SECRET + "\n", "a test")), List.of(), false);
    }

    private static Bearers bearers(KnownCallers callers) {
        return new Bearers(callers, new Sessions(new byte[32], InstantSource.system()));
    }

    private static Optional<Integer> bodies(Head head) {
        return new Bodies(10, 100).check(head).map(Refusal::status);
    }

    private static Head get(String target, String... headers) {
        return new Head("GET", target, "http", headers(headers));
    }

    private static Head post(String target, String... headers) {
        return new Head("POST", target, "http", headers(headers));
    }

    private static MultiMap headers(String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return map;
    }
}
