package io.flipside.page;

import io.flipside.compare.CompareView;
import io.flipside.file.Sha256;
import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Scripts, styles and pictures of the page. Their addresses name their content, so browsers may keep them. */
final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final int VERSION_DIGITS = 12;

    private static final Map<String, Asset> ASSETS = read();

    private Assets() {}

    /**
     * One of them.
     *
     * @param bytes of it
     * @param mediaType of it
     * @param version follows from the bytes
     */
    record Asset(byte[] bytes, String mediaType, String version) {}

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ASSETS.get(name));
    }

    /** The address of an asset, for templates: {@code asset:url('page.css')}. */
    @TemplateExtension(namespace = "asset")
    static String url(String name) {
        return find(name)
                .map(asset -> "/assets/" + name + "?v=" + asset.version())
                .orElseThrow(() -> new IllegalStateException("the page has no " + name));
    }

    private static Map<String, Asset> read() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        put(assets, "htmx.js", SCRIPT, jar("htmx.org", "dist/htmx.min.js"));
        put(assets, "sse.js", SCRIPT, jar("htmx-ext-sse", "sse.js"));
        put(assets, "page.js", SCRIPT, own("page.js"));
        put(assets, "curves.js", SCRIPT, own("curves.js"));
        put(assets, "compare.js", SCRIPT, CompareView.script().getBytes(StandardCharsets.UTF_8));
        put(assets, "page.css", STYLE, own("page.css"));
        put(assets, "compare.css", STYLE, CompareView.style().getBytes(StandardCharsets.UTF_8));
        put(assets, "icon.svg", "image/svg+xml", own("icon.svg"));
        put(assets, "demo.mkv", "video/x-matroska", own("demo.mkv"));
        return Map.copyOf(assets);
    }

    private static void put(Map<String, Asset> assets, String name, String mediaType, byte[] bytes) {
        String version = Sha256.of(bytes).substring(0, VERSION_DIGITS);
        assets.put(name, new Asset(bytes, mediaType, version));
    }

    private static byte[] own(String name) {
        return bytes("/io/flipside/page/" + name);
    }

    /** Of an npm package as a jar, which has its version in its paths and in its properties. */
    private static byte[] jar(String artifact, String file) {
        String properties = new String(
                bytes("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties"), StandardCharsets.UTF_8);
        String version = properties
                .lines()
                .filter(line -> line.startsWith("version="))
                .map(line -> line.substring("version=".length()).strip())
                .findFirst()
                .orElseThrow();
        return bytes("/META-INF/resources/webjars/" + artifact + "/" + version + "/" + file);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the application: build again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
