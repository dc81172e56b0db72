package io.flipside.durability;

import static io.flipside.durability.HostileService.AUDITS;
import static io.flipside.durability.HostileService.PAUSE;
import static io.flipside.durability.HostileService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask at all: hosts, origins, and what a form could send. */
interface HostileCallers extends HostileService.Asked {
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
    default void aHostThatIsNotOursIsRefusedWhateverIsAsked(String host) {
        for (String path : new String[] {AUDITS, "/q/health/live", "/q/openapi", "/", "/nothing"}) {
            refused(421, http().get(path, "Host: " + host + "\r\n"));
        }
        refused(421, http().post(PAUSE, "Host: " + host + "\r\n" + RawHttp.JSON, ""));
    }

    @Test
    default void noHostTwoHostsAndAnotherHostInTheAddressAreRefused() {
        refused(421, http().get(AUDITS, ""));
        refused(421, http().get(AUDITS, RawHttp.HOST + RawHttp.HOST));
        refused(421, http().get("http://evil.example/api/audits", RawHttp.HOST));
        refused(421, http().send("GET /api/audits HTTP/1.0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "127.0.0.1:8080", "[::1]", "[::1]:80", "flipside.example:443"})
    default void ourOwnNamesAndTheConfiguredAreTaken(String host) {
        assertThat(http().get(AUDITS, "Host: " + host + "\r\n").status()).isEqualTo(200);
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
    default void aPageOfAnotherOriginChangesNothing(String headers) {
        refused(403, http().post(PAUSE, RawHttp.HOST + RawHttp.JSON + headers + "\r\n", ""));
        refused(403, http().post("/api/inputs", RawHttp.HOST + RawHttp.OCTETS + headers + "\r\n", "abc"));
        refused(403, http().send("OPTIONS /api/audits HTTP/1.1\r\n" + RawHttp.HOST + headers + "\r\n\r\n"));
    }

    @Test
    default void ourOwnPagesAndProgramsWithoutAnOriginMayChangeThings() {
        refused(404, http().post(PAUSE, RawHttp.HOST + RawHttp.JSON, ""));
        refused(404, http().post(PAUSE, RawHttp.HOST + RawHttp.JSON + "Origin: http://127.0.0.1\r\n", ""));
        refused(404, http().post(PAUSE, RawHttp.HOST + RawHttp.JSON + "Sec-Fetch-Site: same-origin\r\n", ""));
        String proxied = "Host: flipside.example\r\nOrigin: https://flipside.example\r\n";
        refused(404, http().post(PAUSE, proxied + RawHttp.JSON, ""));
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
    default void whatAFormCouldSendIsRefused(String type) {
        refused(415, http().post(AUDITS, RawHttp.HOST + type, "{}"));
        refused(415, http().post(PAUSE, RawHttp.HOST + type, ""));
        refused(415, http().post("/api/inputs", RawHttp.HOST + type, "abc"));
    }

    @Test
    default void everyAnswerSaysWhatABrowserMayDoWithIt() {
        for (String path : new String[] {AUDITS, "/q/openapi", "/q/health/live", "/nothing", "/api/audits/%zz"}) {
            assertThat(http().get(path, RawHttp.HOST).head())
                    .contains("x-content-type-options: nosniff")
                    .contains("frame-ancestors 'none'")
                    .contains("cross-origin-resource-policy: same-origin")
                    .contains("referrer-policy: no-referrer")
                    .contains("cache-control: no-store")
                    .doesNotContain("access-control-allow");
        }
    }
}
