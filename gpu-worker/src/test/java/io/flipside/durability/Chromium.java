package io.flipside.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser of this machine: the program that {@code CHROMIUM} names, or a Chromium on the PATH. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String DRIVER = "com.microsoft.playwright.impl.driver.jar.DriverJar";
    private static final String AXE =
            "async () => (await axe.run()).violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160)"
                    + " + ' ' + (n.any[0]?.message ?? '')))";

    // a search on busy cores is the longest wait; a page that is wrong fails after this
    private static final double PATIENCE_MILLIS = 180_000;

    private final Playwright playwright;
    private final Browser browser;
    private final Collection<String> complaints = Collections.synchronizedList(new ArrayList<>());

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--force-color-profile=srgb",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Why no browser can be driven here; empty if one can. */
    static Optional<String> missing() {
        if (program().isEmpty()) {
            return Optional.of("no Chromium: install one (Debian: chromium), or name it in CHROMIUM");
        }
        try {
            Class.forName(DRIVER, false, Chromium.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of("no driver for the browser: build with -Pbrowser");
        }
    }

    static Chromium launch() {
        return new Chromium(program().orElseThrow());
    }

    private static Optional<Path> program() {
        Stream<Path> named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
        Stream<Path> found = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    /** A window; what its pages complain of is noted. */
    Page window(int width, int height, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setAcceptDownloads(true));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 40")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    /** What scripts failed at, and what the policy kept from them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** That a page keeps nothing from people who use it otherwise, as far as axe can tell. */
    static void assertAccessible(Page page) {
        page.evaluate(axe());
        assertThat((List<?>) page.evaluate(AXE)).as(page.url()).isEmpty();
    }

    private static String axe() {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8) + ";void 0";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
