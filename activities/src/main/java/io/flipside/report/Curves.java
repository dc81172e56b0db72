package io.flipside.report;

import static io.flipside.method.UpdateReport.LOSS;
import static io.flipside.method.UpdateReport.TARGET_PROBABILITY;

import io.flipside.report.ReportData.StageRows;
import io.flipside.report.ReportData.UpdateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Loss and target probability over the updates, as inline SVG. */
final class Curves {
    static final int WIDTH = 480;
    static final int LEFT = 54;
    static final int RIGHT = 10;
    private static final int HEIGHT = 236;
    private static final int TOP = 22;
    private static final int BOTTOM = 40;
    private static final int LABEL_WIDTH = 46;
    private static final double LABEL_CHARACTERS = 6;

    private Curves() {}

    /** An update at its place in the plot. */
    private record Point(int stage, String label, UpdateRow update) {
        double term(String name) {
            return update.term(name);
        }
    }

    /** A plot of the loss and, if any update measured it, one of the target probability; a note if there is no update. */
    static String html(List<StageRows> stages) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            for (UpdateRow update : stages.get(i).updates()) {
                points.add(new Point(i, stages.get(i).label(), update));
            }
        }
        if (points.isEmpty()) {
            return "<p class=\"note\">No update was made.</p>";
        }
        Axis loss = Axis.around(points.stream().mapToDouble(p -> p.term(LOSS)).toArray());
        String scale = loss.logarithmic() ? "Loss, logarithmic axis" : "Loss";
        boolean measured = points.stream().anyMatch(p -> p.update().terms().containsKey(TARGET_PROBABILITY));
        return "<div class=\"plots\">" + figure(scale, "%.3g", points, LOSS, loss)
                + (measured
                        ? figure(
                                "Probability of the target class",
                                "%.3f",
                                points,
                                TARGET_PROBABILITY,
                                Axis.linear(0, 1))
                        : "")
                + "</div>";
    }

    private static String figure(String title, String format, List<Point> points, String term, Axis axis) {
        double[] known = points.stream()
                .mapToDouble(point -> point.term(term))
                .filter(Double::isFinite)
                .toArray();
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
                points.size(),
                title,
                points.size(),
                ends));
        grid(svg, axis);
        stages(svg, points);
        updateTicks(svg, points.size());
        curve(svg, points, term, axis);
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
    private static void stages(StringBuilder svg, List<Point> points) {
        double free = 0;
        for (int i = 0; i < points.size(); i++) {
            if (i > 0 && points.get(i).stage() == points.get(i - 1).stage()) {
                continue;
            }
            double x = x(i, points.size());
            boolean named = x >= free && x <= WIDTH - RIGHT - LABEL_WIDTH / 2.0 || i == 0;
            line(svg, "stage", x, TOP - 5, x, named ? HEIGHT - BOTTOM : TOP);
            if (named) {
                String label = points.get(i).label();
                text(svg, "start", x, TOP - 9, Html.escape(label));
                free = x + Math.max(1, label.length() / LABEL_CHARACTERS) * LABEL_WIDTH;
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

    /** One line as long as updates measure the same: others minimise something else. Gaps where not finite. */
    private static void curve(StringBuilder svg, List<Point> points, String term, Axis axis) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < points.size(); i++) {
            double v = points.get(i).term(term);
            boolean changes = i > 0 && !measured(points.get(i)).equals(measured(points.get(i - 1)));
            boolean joined = drawing && !changes;
            drawing = Double.isFinite(v);
            if (drawing) {
                double x = x(i, points.size());
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x, y(axis, v)));
                path.append(joined ? "" : String.format(Locale.ROOT, "L%.1f %.1f", x, y(axis, v)));
            }
        }
        svg.append("<path class=\"curve\" d=\"").append(path).append("\"/>");
    }

    private static Set<String> measured(Point point) {
        return point.update().terms().keySet();
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
