package io.flipside.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script and the style that compare clips. A page that has them holds a section with {@code data-compare} and the
 * frames' grid ({@code data-width}, {@code -height}, {@code -frames}, {@code -columns}, {@code -rows}, {@code -rate}), and
 * in it, for each sheet of frames, {@code <img hidden data-layer="NAME">}: {@code original} and {@code counterfactual}, and
 * {@code flow} if there is one. Where {@code data-compare} is {@code blind} they are {@code a} and {@code b}.
 */
public final class CompareView {
    private static final List<String> SCRIPTS = List.of("frames.js", "viewer.js", "compare.js");

    private CompareView() {}

    /** One module without imports, to be loaded or to stand in a page. */
    public static String script() {
        return SCRIPTS.stream().map(CompareView::resource).collect(Collectors.joining("\n"));
    }

    /** A sheet that takes its colours from the page's {@code --ink}, {@code --paper}, {@code --curve} and so on. */
    public static String style() {
        return resource("compare.css");
    }

    private static String resource(String name) {
        try (InputStream in = CompareView.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
