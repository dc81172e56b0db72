package io.flipside.durability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a token and a browser. */
class SignInIT {
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
    void aBrowserSignsInWithATokenSeesWhatItsRoleMayAndSignsOut() {
        HttpResponse<String> stranger =
                Callers.send(Callers.request(service.address() + "/campaigns?after=a", "GET", "")
                        .header("Accept", "text/html")
                        .build());
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.headers().firstValue("Location")).contains("/sign-in?to=%2Fcampaigns%3Fafter%3Da");
        HttpResponse<String> form =
                service.callers().call("anybody", service.address(), "GET", "/sign-in?to=%2Fcampaigns%3Fafter%3Da", "");
        assertThat(form.body()).contains("data-to=\"/campaigns?after=a\"").doesNotContain("Sign out");
        assertThat(service.callers()
                        .call("anybody", service.address(), "GET", "/sign-in?to=%2F%2Fevil.example", "")
                        .body())
                .contains("data-to=\"/\"");

        assertThat(service.callers()
                        .call("anybody", service.address(), "POST", "/session", "")
                        .statusCode())
                .isEqualTo(401);
        String reader = cookie("reader");
        String page = asked(reader, "GET", "/").body();
        assertThat(page).contains("token:reader (reader)", "Sign out").doesNotContain("Start an audit");
        assertThat(asked(cookie("auditor"), "GET", "/").body()).contains("token:auditor (auditor)", "Start an audit");
        assertThat(asked(reader, "POST", "/api/audits").statusCode()).isEqualTo(403);
        HttpResponse<String> out = asked(reader, "DELETE", "/session");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).containsIgnoringCase("Max-Age=0");
        assertThat(asked("flipside-session=AAAA", "GET", "/").statusCode()).isEqualTo(401);
    }

    private static String cookie(String who) {
        HttpResponse<String> in = service.callers().call(who, service.address(), "POST", "/session", "");
        assertThat(in.statusCode()).as(in.body()).isEqualTo(204);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Strict")
                .containsIgnoringCase("Path=/")
                .doesNotContain(service.callers().tokens().get(who));
        return cookie.replaceFirst(";.*", "");
    }

    private static HttpResponse<String> asked(String cookie, String method, String path) {
        return Callers.send(Callers.request(service.address() + path, method, "")
                .header("Cookie", cookie)
                .header("Origin", service.address())
                .build());
    }

    @Test
    void aPersonSignsInOnThePageAndOut() {
        Optional<String> missing = Chromium.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        try (Chromium chromium = Chromium.launch()) {
            Page page = chromium.window(1100, 900, ColorScheme.LIGHT);
            page.navigate(service.address() + "/campaigns?after=a");
            page.waitForURL("**/sign-in?to=*");
            Chromium.assertAccessible(page);
            page.getByLabel("Token").fill("no-token-that-anybody-knows");
            page.locator("#sign-in button").click();
            assertThat(page.locator("#notice")).hasText("This token is not known here.");
            page.getByLabel("Token").fill(service.callers().tokens().get("reader"));
            page.locator("#sign-in button").click();
            page.waitForURL("**/campaigns?after=a");
            assertThat(page.locator(".caller")).containsText("token:reader (reader)");
            Chromium.assertAccessible(page);
            page.navigate(service.address() + "/");
            assertThat(page.locator("#ask")).hasCount(0);
            page.locator("#sign-out").click();
            page.waitForURL("**/sign-in");
            page.navigate(service.address() + "/");
            page.waitForURL("**/sign-in?to=*");
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
