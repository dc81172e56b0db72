package io.flipside.report;

import io.flipside.search.UpdateReport;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Loss and target probability over the updates, as inline SVG. */
final class Curves {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 150;
    private static final int LEFT = 48;
    private static final int BOTTOM = 20;

    private Curves() {}

    static String svg(List<UpdateReport> updates) {
        if (updates.isEmpty()) {
            return "<p>No update was made.</p>";
        }
        double low = updates.stream().mapToDouble(u -> scale(u.loss())).min().orElse(0);
        double high = updates.stream().mapToDouble(u -> scale(u.loss())).max().orElse(1);
        return plot("loss (logarithmic)", updates, u -> scale(u.loss()), low, high, true)
                + plot("p(target)", updates, UpdateReport::targetProbability, 0, 1, false);
    }

    private static double scale(double loss) {
        return Math.log10(Math.max(loss, 1e-8));
    }

    private static String plot(
            String title,
            List<UpdateReport> updates,
            ToDoubleFunction<UpdateReport> value,
            double low,
            double high,
            boolean logarithmic) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, title));
        double span = Math.max(high - low, 1e-9);
        int n = updates.size();
        for (int i = 1; i < n; i++) {
            if (updates.get(i).stage() != updates.get(i - 1).stage()) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"%d\" stroke=\"var(--line)\"/>"
                                + "<text x=\"%.1f\" y=\"%d\">n=%d</text>",
                        x(i, n),
                        x(i, n),
                        HEIGHT - BOTTOM,
                        x(i, n) + 3,
                        HEIGHT - 6,
                        updates.get(i).stage()));
            }
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < n; i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    x(i, n),
                    8 + (HEIGHT - BOTTOM - 8) * (1 - (value.applyAsDouble(updates.get(i)) - low) / span)));
        }
        svg.append("<polyline fill=\"none\" stroke=\"var(--curve)\" stroke-width=\"1.5\" points=\"")
                .append(points)
                .append("\"/>");
        svg.append(label(8 + 4, logarithmic ? Math.pow(10, high) : high));
        svg.append(label(HEIGHT - BOTTOM, logarithmic ? Math.pow(10, low) : low));
        svg.append("<text x=\"")
                .append(LEFT + 6)
                .append("\" y=\"16\">")
                .append(title)
                .append("</text></svg>");
        return svg.toString();
    }

    private static double x(int i, int n) {
        return LEFT + (double) (WIDTH - LEFT - 8) * i / Math.max(1, n - 1);
    }

    private static String label(int y, double value) {
        return String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%.3g</text>", y, value);
    }
}
