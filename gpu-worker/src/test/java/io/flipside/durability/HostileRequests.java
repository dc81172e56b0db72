package io.flipside.durability;

import static io.flipside.durability.HostileService.AUDITS;
import static io.flipside.durability.HostileService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.durability.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are malformed, oversized, or wrong in one field. */
interface HostileRequests extends HostileService.Asked {
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
    default void aBodyWhoseLengthIsNotClearIsRefused(String headers) {
        String head = "POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON + headers + "\r\n\r\n";
        refused(400, http().send(head + "0\r\n\r\n"));
    }

    @Test
    default void lengthAndChunksTogetherEndTheConnectionBeforeTheNextRequest() {
        Answer answer = http().send("POST /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /q/openapi HTTP/1.1\r\n" + RawHttp.HOST + "\r\n");
        refused(400, answer);
        assertThat(answer.ended()).isTrue();
        assertThat(answer.body()).doesNotContain("openapi", "HTTP/1.1");
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
    default void anOddAddressIsAClearRefusal(String target, int status) {
        refused(status, http().get(target, RawHttp.HOST));
    }

    @Test
    default void whatIsTooLongIsAClearRefusal() {
        refused(414, http().get("/api/audits/" + "a".repeat(5_000), RawHttp.HOST));
        refused(414, http().get("/api/audits?" + "a".repeat(5_000), RawHttp.HOST));
        refused(414, http().get("/api/audits/" + "a".repeat(50_000), RawHttp.HOST));
        refused(431, http().get(AUDITS, RawHttp.HOST + "X-Long: " + "a".repeat(50_000) + "\r\n"));
    }

    @Test
    default void anOddMethodHeaderOrProtocolIsAClearRefusal() {
        refused(405, http().send("PUT /api/audits HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.JSON + "\r\n"));
        refused(405, http().send("TRACE /api/audits HTTP/1.1\r\n" + RawHttp.HOST + "\r\n"));
        refused(400, http().get(AUDITS, RawHttp.HOST + "X-Nul: a\0b\r\n"));
        refused(400, http().get(AUDITS, RawHttp.HOST + "no colon\r\n"));
        refused(505, http().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        refused(406, http().get(AUDITS, RawHttp.HOST + "Accept: ;;;/,,\r\n"));
        refused(415, http().post(AUDITS, RawHttp.HOST + RawHttp.JSON + "Content-Encoding: gzip\r\n", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "a/b/c", "%20", "video/%22", "%3cscript%3e/x", "video/mp4%3bx"})
    default void anOddMediaTypeOfAnUploadIsRefusedByName(String type) {
        Answer answer = http().post("/api/inputs?mediaType=" + type, RawHttp.HOST + RawHttp.OCTETS, "abc");
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"mediaType\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "99999999999", "%20", "0x2"})
    default void aStageThatIsNoNumberIsRefusedByName(String stage) {
        Answer answer = http().post("/api/audits/nobody/rerun?fromStage=" + stage, RawHttp.HOST + RawHttp.JSON, "");
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
    default void aPageThatIsNoneIsRefusedByName(String query, String field) {
        Answer answer = http().get("/api/audits?" + query, RawHttp.HOST);
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
    default void aClipThatIsNotInOurBucketIsRefusedByName(String uri) {
        Answer answer = http().post(AUDITS, RawHttp.HOST + RawHttp.JSON, request(uri, 1));
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"clip.uri\"");
    }

    @Test
    default void oneKeyIsOneRequest() {
        String key = RawHttp.HOST + RawHttp.JSON + "Idempotency-Key: once\r\n";
        String clip = "s3://flipside/inputs/none.mkv";
        Answer first = http().post(AUDITS, key, request(clip, 1));
        assertThat(first.status()).isEqualTo(202);
        assertThat(http().post(AUDITS, key, " " + request(clip, 1)).body()).isEqualTo(first.body());
        Answer other = http().post(AUDITS, key, request(clip, 2));
        refused(409, other);
        assertThat(other.body()).contains("other content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00e4", "a\r\nIdempotency-Key: b"})
    default void aKeyThatIsNoneIsRefusedByName(String key) {
        Answer answer = http().post(
                        AUDITS,
                        RawHttp.HOST + RawHttp.JSON + "Idempotency-Key: " + key + "\r\n",
                        request("s3://flipside/inputs/none.mkv", 1));
        refused(400, answer);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    default void aKeyThatIsTooLongIsRefusedByName() {
        aKeyThatIsNoneIsRefusedByName("k".repeat(201));
    }

    @Test
    default void nothingThatWasSentSteersTheLog() {
        http().get("/api/audits/%1b%5b2J", RawHttp.HOST);
        http().get("/api/audits/\u001b[2J", RawHttp.HOST + "X: \u001b[2J\r\n");
        http().send("POST /api/inputs HTTP/1.1\r\n" + RawHttp.HOST + RawHttp.OCTETS
                + "Transfer-Encoding: chunked\r\n\r\nzz\u001b[2J\r\n");
        // a tab begins the lines of a trace: Temporal writes one for a step that was refused, HTTP writes none
        assertThat(service().text().chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isEmpty();
        assertThat(service().text()).doesNotContain("at io.flipside.http", "at io.quarkus", "at org.jboss.resteasy");
    }

    private static String request(String clip, int seed) {
        return """
                {"clip": {"uri": "%s", "sha256": "%s", "bytes": 3}, "targetClass": "right", "seed": %d}"""
                .formatted(clip, "ab".repeat(32), seed);
    }
}
