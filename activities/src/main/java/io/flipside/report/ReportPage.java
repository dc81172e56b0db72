package io.flipside.report;

import io.flipside.compare.CompareView;
import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fills the page. It refers to nothing outside itself and works from a file. */
public final class ReportPage {
    private static final int STRIP_COLUMNS = 6;
    /** Frames up to this wide are enlarged pixel by pixel; larger ones smoothly. */
    private static final int SMALL_FRAME = 240;

    private static final Pattern SLOT = Pattern.compile("@([A-Z]+)@");

    private ReportPage() {}

    /**
     * The page as HTML, to be stored as UTF-8.
     *
     * @param data what to show; its texts may be hostile
     * @throws ArithmeticException if the frames of a clip do not fit one picture
     * @throws IllegalStateException if the build lacks a part of the page or the runtime cannot write PNG
     */
    public static String html(ReportData data) {
        Map<String, String> slots = new HashMap<>();
        words(data, slots);
        frames(data, slots);
        slots.put("CURVES", Curves.html(data.stages()));
        slots.put("TERMS", Tables.terms(data));
        slots.put("UPDATES", Tables.updates(data));
        slots.put("COUNT", Integer.toString(data.updates()));
        slots.put("PARTS", Parts.html(data.validity()));
        slots.put("STABILITY", StabilityTable.html(data.validity().stable()));
        slots.put("METRICS", Tables.metrics(data.metrics()));
        slots.put("CLASSES", Tables.classes(data));
        slots.put("SHAREABLE", Html.paragraph("note", Tables.shareable(data)));
        slots.put("SETTINGS", Html.table(data.settings(), "settings"));
        slots.put("PROVENANCE", Html.table(data.provenance(), "provenance"));
        slots.put("STYLE", resource("page.css") + CompareView.style());
        slots.put("SCRIPT", CompareView.script() + resource("page.js"));
        return fill("page.html", slots);
    }

    /** A page with its slots filled. */
    static String fill(String page, Map<String, String> slots) {
        Matcher matcher = SLOT.matcher(resource(page));
        return matcher.replaceAll(found -> Matcher.quoteReplacement(slot(page, slots, found.group(1))));
    }

    private static void words(ReportData data, Map<String, String> slots) {
        slots.put("TITLE", Html.escape(data.title()));
        slots.put("STATE", data.flipped() ? "found" : "none");
        slots.put("BADGE", data.flipped() ? "Counterfactual found" : "No counterfactual");
        slots.put("VERDICT", Html.escape(data.verdict()));
        slots.put("REASON", Html.paragraph("reason", data.reason()));
        slots.put("NEXT", Html.paragraph("next", data.nextStep()));
        slots.put("CLIPNAME", data.flipped() ? "Counterfactual" : "Final clip");
    }

    private static void frames(ReportData data, Map<String, String> slots) {
        RgbFrames original = data.original();
        int[] shown = Pictures.evenly(original.count(), STRIP_COLUMNS);
        slots.put("SIZE", original.width() <= SMALL_FRAME ? "small" : "large");
        Optional<FlowMap> flow = FlowMap.ofAll(original, data.counterfactual());
        slots.put("PLAYER", ComparePart.html(data, flow));
        slots.put("STRIP", Pictures.strip(original, data.counterfactual(), shown));
        String numbers = IntStream.of(shown)
                .mapToObj(frame -> "<span>" + (frame + 1) + "</span>")
                .collect(Collectors.joining());
        slots.put("NUMBERS", numbers);
        slots.put("MAPS", ChangeMaps.html(data, flow, shown, numbers));
    }

    private static String slot(String page, Map<String, String> slots, String name) {
        String value = slots.get(name);
        if (value == null) {
            throw new IllegalStateException(page + " has a place for " + name + ", which nothing fills");
        }
        return value;
    }

    /** A part of a page. */
    static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
