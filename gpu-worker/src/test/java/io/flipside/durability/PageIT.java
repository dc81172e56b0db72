package io.flipside.durability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flipside serve} in a real browser, from the first page to a clip compared frame by frame. */
class PageIT {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+)/api/audits");
    private static final String HOSTILE = "<img src=x onerror='window.hit=1'>\"{window.hit}";
    private static final String FIRST = "[data-canvas=first]";
    private static final String SECOND = "[data-canvas=second]";
    private static final String PIXELS =
            "canvas => { const d = canvas.getContext('2d').getImageData(0, 0, canvas.width,"
                    + " canvas.height).data; return Array.from(d).filter((v, i) => i % 4 < 3); }";

    @TempDir
    static Path scratch;

    private static Optional<Chromium> chromium = Optional.empty();
    private static Optional<WorkerProcess> serve = Optional.empty();
    private static ServerCalls calls = new ServerCalls("");
    private static String audit = "";

    /** The demo clip is asked about on the page, and watched until its verdict stands there. */
    @BeforeAll
    static void askOnThePage() {
        Optional<String> missing = Chromium.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        WorkerProcess process = WorkerProcess.start(
                        Map.of(),
                        scratch.resolve("serve.log"),
                        "--data",
                        scratch.resolve("data").toString())
                .awaitReady();
        serve = Optional.of(process);
        Matcher address = ADDRESS.matcher(process.text());
        assertThat(address.find()).as(process.text()).isTrue();
        calls = new ServerCalls(address.group(1));
        chromium = Optional.of(Chromium.launch());
        Page page = open("/");
        picture(page, "page-start");
        Chromium.assertAccessible(page);
        page.getByText("Models and search").click();
        // the page looks once a second: some stages must take longer than that, on any machine
        page.getByLabel("Denoising steps").fill("8");
        page.getByText("Try the demo clip").click();
        page.waitForURL("**/audits/audit-*");
        audit = page.url().replaceFirst(".*/", "");
        assertThat(page.locator("#rail .steps .now")).isVisible();
        page.locator("#rail .stages .now span").getByText("loss").waitFor();
        page.locator("[data-curves] path.curve").first().waitFor();
        Chromium.assertAccessible(page);
        picture(page, "page-live");
        page.locator(".verdict h1").waitFor();
        assertThat(page.locator(".verdict h1")).containsText("the classifier says 'up' instead of 'down'");
        assertThat(page.locator(".parts dt")).hasCount(6);
        page.close();
    }

    @AfterAll
    static void stop() {
        chromium.ifPresent(Chromium::close);
        serve.ifPresent(WorkerProcess::close);
    }

    @AfterEach
    void noScriptFailedAndNothingWasKeptFromOne() {
        assertThat(chromium.orElseThrow().complaints()).isEmpty();
    }

    private static PageRequests requests() {
        return new PageRequests(calls, scratch);
    }

    private static Page open(String path) {
        return open(path, 1100, 900, ColorScheme.LIGHT);
    }

    private static Page open(String path, int width, int height, ColorScheme colours) {
        Page page = chromium.orElseThrow().window(width, height, colours);
        page.navigate(calls.address() + path);
        return page;
    }

    private static Page compare(String link) {
        Page page = open("/audits/" + audit + link);
        page.locator("[data-ready]").waitFor();
        return page;
    }

    /** With {@code -Dflipside.pictures=DIR}: for the docs. */
    private static void picture(Page page, String name) {
        String folder = System.getProperty("flipside.pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(false));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> pixels(Page page, String canvas) {
        return (List<Integer>) page.locator(canvas).evaluate(PIXELS);
    }

    @Test
    void everyFrameOnTheCanvasIsTheAtlassToThePixel() {
        AtlasFrames frames = AtlasFrames.of(calls, audit);
        Page page = compare("#frame=1&mode=side");
        for (int frame = 0; frame < frames.count(); frame++) {
            assertThat(page.locator(".viewer output")).hasText("Frame " + (frame + 1) + " of " + frames.count());
            assertThat(pixels(page, FIRST)).isEqualTo(frames.frame(frames.original(), frame));
            assertThat(pixels(page, SECOND)).isEqualTo(frames.frame(frames.counterfactual(), frame));
            page.keyboard().press(frame % 2 == 0 ? "." : "ArrowRight");
        }
        page.keyboard().press(",");
        assertThat(page.locator(".viewer output")).hasText("Frame " + (frames.count() - 1) + " of " + frames.count());
        page.keyboard().press("Home");
        assertThat(page.locator(".viewer output")).hasText("Frame 1 of " + frames.count());
        page.close();
    }

    @Test
    void swappingAndBlinkingShowOneClipOrTheOtherAndNothingBetween() {
        AtlasFrames frames = AtlasFrames.of(calls, audit);
        Page page = compare("#frame=9&mode=swap");
        assertThat(pixels(page, FIRST)).isEqualTo(frames.frame(frames.original(), 8));
        Object atOnce = page.locator(FIRST)
                .evaluate(
                        "canvas => { document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));"
                                + " return (" + PIXELS + ")(canvas); }");
        assertThat(atOnce).isEqualTo(frames.frame(frames.counterfactual(), 8));
        page.keyboard().press("b");
        Object seen = page.locator(FIRST)
                .evaluate("canvas => new Promise(done => { const seen = new Set(), pixels = " + PIXELS + ";"
                        + " const look = () => { seen.add(String(pixels(canvas)));"
                        + " window.looks = (window.looks ?? 0) + 1;"
                        + " if (seen.size > 1 && window.looks > 90) done([...seen]); else requestAnimationFrame(look); };"
                        + " look(); })");
        List<String> either =
                List.of(joined(frames.frame(frames.original(), 8)), joined(frames.frame(frames.counterfactual(), 8)));
        assertThat((List<?>) seen).isNotEmpty().allMatch(either::contains);
        page.close();
    }

    private static String joined(List<Integer> values) {
        return String.join(",", values.stream().map(String::valueOf).toList());
    }

    @Test
    void differenceCurtainZoomAndFlowAreComputedFromTheSamePixels() {
        AtlasFrames frames = AtlasFrames.of(calls, audit);
        Page page = compare("#frame=13&mode=difference&gain=4");
        assertThat(pixels(page, FIRST)).isEqualTo(frames.difference(12, 4)).anyMatch(value -> value > 0);
        picture(page, "page-difference");
        page.keyboard().press("]");
        assertThat(pixels(page, FIRST)).isEqualTo(frames.difference(12, 8));
        page.keyboard().press("3");
        assertThat(pixels(page, FIRST)).isEqualTo(frames.curtain(12, frames.width() / 2));
        picture(page, "page-curtain");
        page.keyboard().press("1");
        page.keyboard().press("+");
        assertThat(pixels(page, SECOND)).isEqualTo(frames.middle(frames.counterfactual(), 12));
        page.keyboard().press("0");
        page.keyboard().press("5");
        assertThat(pixels(page, FIRST))
                .isEqualTo(frames.frame(frames.flow(), 12))
                .anyMatch(value -> value > 0);
        page.close();
    }

    @Test
    void aLinkLeadsToTheFrameAndTheModeIsRemembered() {
        Page page = compare("");
        page.keyboard().press("4");
        page.keyboard().press("End");
        page.waitForURL(url -> url.endsWith("#frame=17&mode=difference&gain=4"));
        List<Integer> shown = pixels(page, FIRST);
        Page other = page.context().newPage();
        other.navigate(page.url());
        other.locator("[data-ready]").waitFor();
        assertThat(pixels(other, FIRST)).isEqualTo(shown);
        other.navigate(calls.address() + "/audits/" + audit);
        other.locator("[data-mode=difference][data-ready]").waitFor();
        page.context().close();
    }

    @Test
    void aFrameIsSavedAsItIs() throws IOException {
        AtlasFrames frames = AtlasFrames.of(calls, audit);
        Page page = compare("#frame=5&mode=swap");
        Download saved = page.waitForDownload(() -> page.keyboard().press("p"));
        assertThat(saved.suggestedFilename()).endsWith("-frame-5-swap.png");
        BufferedImage picture = ImageIO.read(saved.path().toFile());
        List<Integer> values = new ArrayList<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                values.addAll(List.of(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF));
            }
        }
        assertThat(values).isEqualTo(frames.frame(frames.original(), 4));
        page.close();
    }

    @Test
    void theKeyboardAloneReachesEverythingAndLeavesEverything() {
        Page page = compare("#frame=1&mode=swap");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 80 && !reached.contains("record.json"); i++) {
            page.keyboard().press("Tab");
            reached.add(page.evaluate(
                            "() => { const e = document.activeElement;"
                                    + " return e.getAttribute('aria-label') ?? e.labels?.[0]?.firstChild.textContent ?? e.textContent; }")
                    .toString()
                    .strip());
        }
        assertThat(reached)
                .startsWith("To the content", "Flipside", "Audits", "Campaigns")
                .contains("Side by side", "Curtain", "Difference", "Play", "Frame", "Speed", "Swap", "Blink", "Zoom")
                .contains(
                        "Save frame", "Copy link", "Keys", "Which clip is which?", "From", "Run again", "record.json");
        page.getByText("Play", new Page.GetByTextOptions().setExact(true)).focus();
        page.keyboard().press("Space");
        page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).waitFor();
        page.keyboard().press("Space");
        page.getByText("Play", new Page.GetByTextOptions().setExact(true)).waitFor();
        page.close();
    }

    @Test
    void whatSteersAsksFirstAndTheStreamShowsWhatCameOfIt() {
        String audit = requests().ask(200, "right");
        Page page = open("/audits/" + audit);
        page.locator("#rail .stages .now span").getByText("loss").waitFor();
        page.locator("#pause").click();
        page.getByText("No, leave it").click();
        page.locator("#pause").click();
        Chromium.assertAccessible(page);
        page.getByText("Yes", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#rail .status").getByText("paused").waitFor();
        page.locator("#resume").click();
        page.keyboard().press("Enter");
        page.locator("#rail .status").getByText("running").waitFor();
        page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
        page.keyboard().press("Enter");
        page.locator(".verdict .badge").getByText("Cancelled").waitFor();
        page.close();
    }

    @Test
    void markupInNamesLabelsAndReasonsDoesNothing() {
        String refused = requests().ask(1, HOSTILE.replace("\"", "\\\""));
        Page page = open("/audits/" + refused);
        page.locator(".verdict .badge").getByText("Refused").waitFor();
        assertThat(page.locator("h1")).containsText("cannot be audited");
        assertThat(page.locator("main")).containsText(HOSTILE);
        page.navigate(calls.address() + "/?text=" + encoded(HOSTILE) + "&target=" + encoded(HOSTILE));
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText(HOSTILE);
        assertThat(page.evaluate("() => window.hit === undefined && document.querySelectorAll('img').length"))
                .isEqualTo(0);
        page.navigate(calls.address() + "/?status=flipped");
        assertThat(page.locator("tbody")).containsText(audit);
        page.navigate(calls.address() + "/audits/" + encoded(HOSTILE).replace("+", "%20"));
        assertThat(page.locator("h1")).hasText("There is nothing here");
        assertThat(page.evaluate("() => window.hit")).isNull();
        page.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void peopleChooseBlindlyAndWhatTheyChoseIsCounted() {
        Page page = open("/audits/" + audit + "/choose");
        page.locator("[data-ready]").waitFor();
        assertThat(page.locator("h1")).containsText("Which of these is '");
        assertThat(page.content()).doesNotContain("atlas-original", "atlas-counterfactual");
        Chromium.assertAccessible(page);
        picture(page, "page-choose");
        page.locator("button[value=a]").click();
        assertThat(page.locator("#answered")).containsText("You chose the ");
        String question = page.locator("#choose").getAttribute("data-question");
        String answer = "{\"question\": \"" + question + "\", \"choice\": \"b\", \"who\": \"" + "x\"}";
        String choices = "/api/audits/" + audit + "/choices";
        assertThat(calls.post(choices, answer).statusCode()).as("answered once").isEqualTo(409);
        assertThat(calls.post(choices, answer.replace(question, "../x")).statusCode())
                .isEqualTo(400);
        assertThat(calls.ask(HttpRequest.newBuilder(calls.at(choices))
                                .header("Content-Type", "application/json")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(HttpRequest.BodyPublishers.ofString(answer)))
                        .statusCode())
                .isEqualTo(403);
        JsonNode tally = TestJson.read(calls.get(choices).body());
        assertThat(tally.path("answers").asInt()).isEqualTo(1);
        assertThat(tally.path("low").asDouble()).isLessThan(tally.path("high").asDouble());
        page.navigate(calls.address() + "/audits/" + audit);
        assertThat(page.locator("main")).containsText("of 1 answers were right");
        page.close();
    }

    @Test
    void everyPageFitsAPhoneIsDarkWhereThatIsWantedAndKeepsNothingFromAnybody() throws IOException {
        String campaign = requests().campaign();
        for (String path : List.of("/", "/audits/" + audit, "/campaigns", "/campaigns/" + campaign, "/audits/none")) {
            Page page = open(path, 360, 740, ColorScheme.DARK);
            if (path.endsWith(audit)) {
                page.locator("[data-ready]").waitFor();
                page.locator("[data-curves] path.curve").first().waitFor();
                picture(page, "page-phone");
            }
            if (path.endsWith(campaign)) {
                page.locator("#progress .status").getByText("completed").waitFor();
                page.reload();
                page.locator(".gallery img").waitFor();
            }
            assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as(path + " needs no scrolling to the side")
                    .isTrue();
            assertThat((String) page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(21, 23, 26)");
            Chromium.assertAccessible(page);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(1100, 900);
            Chromium.assertAccessible(page);
            picture(
                    page,
                    path.endsWith(audit) ? "page-audit" : path.endsWith(campaign) ? "page-campaign" : "page-other");
            page.close();
        }
    }

    @Test
    void theReportComparesFromAFileWithoutAService() throws IOException {
        AtlasFrames frames = AtlasFrames.of(calls, audit);
        Path report = scratch.resolve("report.html");
        Files.writeString(
                report, calls.get("/api/audits/" + audit + "/files/report.html").body());
        Page page = chromium.orElseThrow().window(1100, 900, ColorScheme.LIGHT);
        page.navigate(report.toUri() + "#frame=2&mode=difference&gain=2");
        page.locator("[data-ready]").waitFor();
        assertThat(pixels(page, FIRST)).isEqualTo(frames.difference(1, 2));
        page.keyboard().press(".");
        page.keyboard().press("1");
        assertThat(pixels(page, SECOND)).isEqualTo(frames.frame(frames.counterfactual(), 2));
        page.keyboard().press("5");
        assertThat(pixels(page, FIRST)).isEqualTo(frames.frame(frames.flow(), 2));
        Chromium.assertAccessible(page);
        picture(page, "report");
        page.close();
    }
}
