package io.flipside.report;

import io.flipside.report.ReportData.UpdateRow;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Loss and target probability over the updates, as inline SVG. */
final class Curves {
    static final int WIDTH = 480;
    static final int LEFT = 54;
    static final int RIGHT = 10;
    private static final int HEIGHT = 236;
    private static final int TOP = 22;
    private static final int BOTTOM = 40;
    private static final int LABEL_WIDTH = 46;

    private Curves() {}

    /** Both plots; a note if there is no update. */
    static String html(List<UpdateRow> updates) {
        if (updates.isEmpty()) {
            return "<p class=\"note\">No update was made.</p>";
        }
        Axis loss = Axis.around(updates.stream().mapToDouble(UpdateRow::loss).toArray());
        String scale = loss.logarithmic() ? "Loss, logarithmic axis" : "Loss";
        return "<div class=\"plots\">" + figure(scale, "%.3g", updates, UpdateRow::loss, loss)
                + figure("Probability of the target class", "%.3f", updates, Curves::probability, Axis.linear(0, 1))
                + "</div>";
    }

    /** No probability is measured during inversion. */
    private static double probability(UpdateRow update) {
        return update.stage() == 0 ? Double.NaN : update.targetProbability();
    }

    private static String figure(
            String title, String format, List<UpdateRow> updates, ToDoubleFunction<UpdateRow> value, Axis axis) {
        double[] known =
                updates.stream().mapToDouble(value).filter(Double::isFinite).toArray();
        String ends = known.length == 0
                ? "no finite value"
                : String.format(Locale.ROOT, "first " + format + ", last " + format, known[0], known[known.length - 1]);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<figure class=\"plot\"><figcaption><b>%s</b> <span>%s</span></figcaption>"
                        + "<svg viewBox=\"0 0 %d %d\" data-left=\"%d\" data-right=\"%d\" data-count=\"%d\" role=\"img\""
                        + " aria-label=\"%s over %d updates: %s\">",
                title,
                ends,
                WIDTH,
                HEIGHT,
                LEFT,
                WIDTH - RIGHT,
                updates.size(),
                title,
                updates.size(),
                ends));
        grid(svg, axis);
        stages(svg, updates);
        updateTicks(svg, updates.size());
        curve(svg, updates, value, axis);
        return svg.append("<line class=\"cursor\" y1=\"" + TOP + "\" y2=\"" + (HEIGHT - BOTTOM) + "\"/></svg></figure>")
                .toString();
    }

    private static void grid(StringBuilder svg, Axis axis) {
        for (double tick : axis.ticks()) {
            line(svg, "grid", LEFT, y(axis, tick), WIDTH - RIGHT, y(axis, tick));
            text(svg, "end", LEFT - 7, y(axis, tick) + 4, axis.label(tick));
        }
        text(svg, "middle", LEFT + (WIDTH - RIGHT - LEFT) / 2.0, HEIGHT - 4, "update");
    }

    /** Every start of a stage is marked; those with room for a name are drawn through and named. */
    private static void stages(StringBuilder svg, List<UpdateRow> updates) {
        double free = 0;
        for (int i = 0; i < updates.size(); i++) {
            int stage = updates.get(i).stage();
            if (i > 0 && stage == updates.get(i - 1).stage()) {
                continue;
            }
            double x = x(i, updates.size());
            boolean named = x >= free && x <= WIDTH - RIGHT - LABEL_WIDTH / 2.0 || i == 0;
            line(svg, "stage", x, TOP - 5, x, named ? HEIGHT - BOTTOM : TOP);
            if (named) {
                text(svg, "start", x, TOP - 9, stage == 0 ? "inversion" : "n=" + stage);
                free = x + (stage == 0 ? 1.5 : 1) * LABEL_WIDTH;
            }
        }
    }

    private static void updateTicks(StringBuilder svg, int count) {
        int step = (int) Math.max(1, Axis.linear(0, count).step());
        text(svg, "middle", x(0, count), HEIGHT - BOTTOM + 17, "1");
        for (int update = step; update <= count; update += step) {
            if (x(update - 1, count) - x(0, count) > 20) {
                text(svg, "middle", x(update - 1, count), HEIGHT - BOTTOM + 17, Integer.toString(update));
            }
        }
    }

    /** One line for inversion and one for the search, which minimise different things; gaps where not finite. */
    private static void curve(
            StringBuilder svg, List<UpdateRow> updates, ToDoubleFunction<UpdateRow> value, Axis axis) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < updates.size(); i++) {
            double v = value.applyAsDouble(updates.get(i));
            boolean changes = i > 0
                    && (updates.get(i).stage() == 0) != (updates.get(i - 1).stage() == 0);
            boolean joined = drawing && !changes;
            drawing = Double.isFinite(v);
            if (drawing) {
                double x = x(i, updates.size());
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x, y(axis, v)));
                path.append(joined ? "" : String.format(Locale.ROOT, "L%.1f %.1f", x, y(axis, v)));
            }
        }
        svg.append("<path class=\"curve\" d=\"").append(path).append("\"/>");
    }

    private static double x(int i, int count) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * i / Math.max(1, count - 1);
    }

    private static double y(Axis axis, double value) {
        return TOP + (HEIGHT - BOTTOM - TOP) * (1 - axis.at(value));
    }

    private static void line(StringBuilder svg, String style, double x1, double y1, double x2, double y2) {
        String line = "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>";
        svg.append(String.format(Locale.ROOT, line, style, x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
        String element = "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>";
        svg.append(String.format(Locale.ROOT, element, anchor, x, y, text));
    }
}
