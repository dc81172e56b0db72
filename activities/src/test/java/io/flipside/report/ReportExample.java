package io.flipside.report;

import static io.flipside.method.UpdateReport.LOSS;
import static io.flipside.method.UpdateReport.TARGET_PROBABILITY;

import io.flipside.audit.step.Figure;
import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.frames.RgbFrames;
import io.flipside.report.ReportData.ClassRow;
import io.flipside.report.ReportData.StageRows;
import io.flipside.report.ReportData.UpdateRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up reports: a bright square that moves right, and one that moves left. */
final class ReportExample {
    static final Map<String, Measurement> METRICS = Map.of(
            "ssim",
            new Measurement.Figures(Map.of("ssim", new Figure(0.8634, "ratio", Figure.Direction.HIGHER_IS_NEARER))),
            "lpips",
            new Measurement.Unavailable("LPIPS needs weights that are not here.", "Register them: see the guide."));

    private ReportExample() {}

    /** Writes an example page to look at; arguments: file, and "none" for a search without success. */
    public static void main(String[] arguments) throws IOException {
        boolean flipped = arguments.length < 2;
        Files.writeString(Path.of(arguments[0]), ReportPage.html(page("square-017.mkv", flipped, updates(10, 12, 15))));
    }

    static ReportData page(String name, boolean flipped, List<StageRows> stages) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("preset", "standard");
        settings.put("seed", "7");
        settings.put("iterations in a stage", "15");
        settings.put("learning rate", "0.05");
        settings.put("search time", "41.3 s");
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("clip " + name, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        provenance.put("classifier/model.pt", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752");
        return new ReportData(
                name,
                flipped,
                flipped
                        ? "The classifier calls this clip 'left' instead of 'right'."
                        : "No counterfactual: the classifier still calls this clip 'right'.",
                flipped
                        ? "The first frame stayed the same (SSIM 0.994)."
                        : "The search ended with a target probability of 0.213.",
                flipped
                        ? "Compare the clips: is what changed a good reason?"
                        : "Try more iterations, another seed, or a smaller style weight.",
                "right",
                "left",
                flipped ? "left" : "right",
                square(16, 32, 48, 1),
                square(16, 32, 48, flipped ? -1 : 1),
                8,
                List.of(
                        new ClassRow("up", 0.0011, 0.0204, 0.0241),
                        new ClassRow("down", 0.0007, 0.0113, 0.0102),
                        new ClassRow("left", 0.0031, 0.9312, 0.9007),
                        new ClassRow("right", 0.9951, 0.0371, 0.0650)),
                validity(flipped),
                METRICS,
                stages,
                settings,
                provenance);
    }

    static Validity validity(boolean flipped) {
        VerdictPart holds =
                new VerdictPart(VerdictPart.State.HOLDS, "It holds.", Map.of("ssim", 0.99), Map.of("ssim", 0.9));
        VerdictPart other = new VerdictPart(
                flipped ? VerdictPart.State.MEASURED : VerdictPart.State.BROKEN,
                "<b>It does not.</b>",
                Map.of(),
                Map.of());
        return new Validity(
                flipped ? holds : other,
                holds,
                holds,
                other,
                other,
                other,
                FlipKind.SHORTCUT,
                List.of(
                        new Opinion(
                                "<i>peer</i>",
                                true,
                                Optional.of("right"),
                                Optional.of("left"),
                                Optional.of("0"),
                                Optional.empty()),
                        new Opinion(
                                "oracle",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("It is not here."))));
    }

    static List<StageRows> updates(int inversion, int stages, int iterations) {
        List<StageRows> rows = new ArrayList<>();
        List<UpdateRow> inverting = new ArrayList<>();
        for (int i = 1; i <= inversion; i++) {
            inverting.add(new UpdateRow(i, Map.of(LOSS, 0.02 / (i * i))));
        }
        rows.add(new StageRows("inversion", inverting));
        int all = stages * iterations;
        for (int stage = 0; stage < stages; stage++) {
            List<UpdateRow> updates = new ArrayList<>();
            for (int i = stage * iterations; i < (stage + 1) * iterations; i++) {
                double p = 1 / (1 + Math.exp(4 - 7.0 * i / all + 0.4 * Math.sin(i)));
                Map<String, Double> terms = new LinkedHashMap<>();
                terms.put(LOSS, -Math.log(p) * Math.exp(-2.0 * i / all));
                terms.put("crossEntropy", -Math.log(p));
                terms.put("style", 1e-4);
                terms.put(TARGET_PROBABILITY, p);
                updates.add(new UpdateRow(1 + i % iterations, terms));
            }
            rows.add(new StageRows("n=" + (stage + 1), updates));
        }
        return rows;
    }

    static RgbFrames square(int count, int height, int width, int direction) {
        RgbFrames.Builder clip = RgbFrames.builder(height, width);
        for (int t = 0; t < count; t++) {
            byte[] rgb = new byte[height * width * RgbFrames.CHANNELS];
            int left = width / 2 - 4 + direction * t;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    boolean inside = x >= left && x < left + 8 && y >= height / 2 - 4 && y < height / 2 + 4;
                    int at = (y * width + x) * RgbFrames.CHANNELS;
                    rgb[at] = (byte) (inside ? 240 : 24 + x % 7);
                    rgb[at + 1] = (byte) (inside ? 180 : 28 + y % 5);
                    rgb[at + 2] = (byte) (inside ? 60 : 40);
                }
            }
            clip.add(rgb);
        }
        return clip.build();
    }
}
