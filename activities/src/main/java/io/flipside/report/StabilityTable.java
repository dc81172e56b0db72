package io.flipside.report;

import io.flipside.audit.step.VerdictPart;
import io.flipside.stability.Disturbance;
import io.flipside.stability.RoundTrip;
import io.flipside.stability.StabilityBattery;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the classifier says of copies that show the same, copy by copy. */
final class StabilityTable {
    private static final Map<String, String> COPIES = copies();

    private StabilityTable() {}

    private static Map<String, String> copies() {
        Map<String, String> copies = new LinkedHashMap<>();
        copies.put(StabilityBattery.UNDISTURBED, "As it was written");
        copies.put(Disturbance.H264.key(), "H.264, one bit a pixel");
        copies.put(Disturbance.H264_LOW.key(), "H.264, a quarter of that");
        copies.put(Disturbance.BLUR.key(), "Blurred, one pixel");
        copies.put(Disturbance.HALVED.key(), "Half the size and back");
        copies.put(Disturbance.NOISE.key(), "With noise, 0.02 of full scale");
        copies.put(Disturbance.SHIFTED.key(), "One frame later");
        copies.put(Disturbance.DROPPED.key(), "Without the frame in the middle");
        copies.put(RoundTrip.KEY, "Through the generator: noise to 0.3 and back, mean of several seeds");
        copies.put(StabilityBattery.MEAN, "Mean of all but the first");
        return copies;
    }

    /** A row for each copy that was made; nothing if none was. */
    static String html(VerdictPart stable) {
        Map<String, Double> margins = new LinkedHashMap<>();
        COPIES.keySet().stream()
                .filter(stable.figures()::containsKey)
                .forEach(name -> margins.put(name, stable.figures().get(name)));
        if (margins.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                "<h3>Copies that show the same</h3><div class=\"scroll\">"
                        + "<table class=\"figures stability\"><thead><tr><th scope=\"col\">Copy</th>"
                        + "<th scope=\"col\">Margin of the target class</th><th scope=\"col\">Called so</th></tr></thead><tbody>");
        margins.forEach((name, margin) -> html.append("<tr><th scope=\"row\">")
                .append(Html.escape(COPIES.getOrDefault(name, name)))
                .append("</th><td>")
                .append(String.format(Locale.ROOT, "%+.3f", margin))
                .append("</td><td>")
                .append(margin > 0 ? "yes" : "no")
                .append("</td></tr>"));
        return html.append("</tbody></table></div>").toString();
    }
}
