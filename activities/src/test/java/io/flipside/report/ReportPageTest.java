package io.flipside.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.step.FlipKind;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.Opinion;
import io.flipside.audit.step.Validity;
import io.flipside.audit.step.VerdictPart;
import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import io.flipside.report.ReportData.ClassRow;
import io.flipside.report.ReportData.StageRows;
import io.flipside.report.ReportData.UpdateRow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final RgbFrames FRAMES = ReportExample.square(7, 6, 5, 1);

    @Test
    void escapesHostileNamesWhereverTheyStand() {
        String hostile = "<script>alert(1)</script>\" onload='x' @SCRIPT@ \u202E\uD800\0";
        String html = ReportPage.html(named(hostile));

        assertThat(html).doesNotContain("<script>alert", "\" onload", "\u202E", "\uD800", "\0");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; @SCRIPT@");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(html)).isTrue();
    }

    @Test
    void refersToNothingOutside() {
        String html = ReportPage.html(ReportExample.page("clip", true, ReportExample.updates(2, 3, 4)));
        Matcher references = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url\\(([^)]*)\\)|@import")
                .matcher(html);

        assertThat(references.results())
                .as("two clips and their flow, the strip, two maps")
                .hasSize(6)
                .allMatch(r -> r.group(1).startsWith("data:image/png;base64,"));
        assertThat(html).doesNotContain("http:", "https:").contains("default-src 'none'; img-src data:;");
    }

    @Test
    void holdsEveryUpdateOfOneAndOfFifteenHundred() {
        for (List<StageRows> stages : List.of(ReportExample.updates(0, 1, 1), ReportExample.updates(0, 100, 15))) {
            String html = ReportPage.html(ReportExample.page("clip", true, stages));
            int updates =
                    stages.stream().mapToInt(stage -> stage.updates().size()).sum();
            Matcher curves = Pattern.compile("class=\"curve\" d=\"([^\"]*)\"").matcher(html);

            assertThat(curves.results().toList())
                    .hasSize(2)
                    .allMatch(c -> c.group(1).split("L", -1).length - 1 == updates);
            assertThat(html.split("<tr><td>", -1)).hasSize(updates + 1);
            assertThat(html.replaceAll("base64,[^\"]+", "")).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void aSearchWithoutUpdatesOrWithNonFiniteOnesStillHasAPage() {
        assertThat(ReportPage.html(ReportExample.page("clip", false, List.of())))
                .contains("No update was made");
        List<StageRows> lost = List.of(new StageRows(
                "n=1", List.of(new UpdateRow(1, Map.of("loss", Double.NaN, "targetProbability", Double.NaN)))));
        assertThat(ReportPage.html(ReportExample.page("clip", false, lost)))
                .contains("no finite value", "<td>NaN</td>")
                .doesNotContain("LNaN", "y1=\"NaN");
    }

    @Test
    void stagesAndTermsAreThoseOfTheMethodWhateverTheyAre() {
        List<StageRows> stages = List.of(
                new StageRows("coarse", List.of(update(1, "loss", 4), update(2, "loss", 2))),
                new StageRows("fine", List.of(update(1, "loss", 1, "stepLength", 0.125))));
        String html = ReportPage.html(ReportExample.page("clip", true, stages));

        assertThat(html)
                .contains("<th scope=\"col\">Loss</th><th scope=\"col\">Step length</th></tr>")
                .contains("<tr><td>2</td><td>coarse</td><td>2</td><td>2.0000</td><td>–</td></tr>")
                .contains("<tr><td>3</td><td>fine</td><td>1</td><td>1.0000</td><td>0.12500</td></tr>")
                .contains(">coarse</text>")
                .doesNotContain(">inversion<", ">n=", "Probability of the target class");
        assertThat(html.split("class=\"curve\"", -1)).as("loss alone").hasSize(2);
        assertThat(html).containsPattern("class=\"curve\" d=\"M[^M]*M[^M]*\"");
    }

    private static UpdateRow update(int iteration, Object... terms) {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < terms.length; i += 2) {
            byName.put((String) terms[i], ((Number) terms[i + 1]).doubleValue());
        }
        return new UpdateRow(iteration, byName);
    }

    @Test
    void everyFigureHasItsUnitAndDirectionAndWhatIsMissingSaysHowToGetIt() {
        String html = ReportPage.html(ReportExample.page("clip", true, List.of()));

        assertThat(html)
                .contains("<th scope=\"row\">ssim</th><td>0.8634</td><td>ratio</td><td>higher</td>")
                .contains("lpips: not measured. LPIPS needs weights that are not here. Register them: see the guide.");
    }

    @Test
    void framesDecodeBackToTheSamePixels() throws Exception {
        String html = ReportPage.html(ReportExample.page("clip", true, List.of()));
        RgbFrames original = ReportExample.square(16, 32, 48, 1);

        assertThat(frames(html, "original", original)).isEqualTo(original);
        RgbFrames counterfactual = ReportExample.square(16, 32, 48, -1);
        assertThat(frames(html, "counterfactual", original)).isEqualTo(counterfactual);
        assertThat(frames(html, "flow", original))
                .isEqualTo(FlowMap.ofAll(original, counterfactual).orElseThrow().pictures());
    }

    @Test
    void theMapsShowWhereTheFramesDifferAndWhereThingsWent() throws Exception {
        String html = ReportPage.html(ReportExample.page("clip", true, List.of()));
        BufferedImage difference = picture(html, "How far the frames differ");
        BufferedImage flow = picture(html, "Where each point of the original went");
        // six frames of 48 x 32, two pixels between them; the first are the same, in the last the squares lie apart
        assertThat(difference.getWidth()).isEqualTo(6 * 50 - 2);
        assertThat(difference.getRGB(24, 16)).isEqualTo(0xFF000000);
        int last = 5 * 50;
        assertThat(difference.getRGB(last + 37, 16) & 0xFF)
                .as("nearly white, by its blue")
                .isGreaterThan(0xF0);
        assertThat(difference.getRGB(last + 24, 2)).isEqualTo(0xFF000000);
        // in the second frame the square lies six pixels further to the left: cyan, that is hardly red
        int colour = flow.getRGB(50 + 24, 16);
        assertThat(colour >> 16 & 0xFF).isLessThan(colour >> 8 & 0xFF).isLessThan(colour & 0xFF);
        assertThat(ReportPage.html(ReportExample.page("clip", false, List.of())))
                .contains("Nothing: the clips are the same.");
    }

    private static BufferedImage picture(String html, String alt) throws IOException {
        Matcher png = Pattern.compile("alt=\"" + alt + "\" src=\"data:image/png;base64,([^\"]+)\"")
                .matcher(html);
        assertThat(png.find()).isTrue();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png.group(1))));
    }

    @Test
    void copiesThatShowTheSameAreATableOfMargins() {
        Map<String, Double> margins = new LinkedHashMap<>();
        margins.put("meanMargin", 0.25);
        margins.put("undisturbed", 0.9);
        margins.put("h264Low", -0.4);
        VerdictPart stable = new VerdictPart(VerdictPart.State.HOLDS, "It holds.", margins, Map.of());
        assertThat(StabilityTable.html(stable))
                .contains("As it was written</th><td>+0.900</td><td>yes</td>")
                .contains("H.264, a quarter of that</th><td>-0.400</td><td>no</td>")
                .contains("Mean of all but the first</th><td>+0.250</td><td>yes</td>")
                .doesNotContain("Blurred");
        assertThat(StabilityTable.html(new VerdictPart(VerdictPart.State.UNKNOWN, "No.", Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void everyClassIsListedHoweverMany() {
        ReportData small = named("clip");
        List<ClassRow> many = IntStream.range(0, 400)
                .mapToObj(i -> new ClassRow("class-" + i + ".", 1.0 / (i + 1), 0.1, 0.1))
                .toList();
        String html = ReportPage.html(withClasses(small, many));

        assertThat(many).allMatch(row -> html.split(Pattern.quote(">" + row.name()), -1).length == 2);
        assertThat(html).contains("388 less likely classes");
    }

    @Test
    void saysWhenCompressionChangedTheAnswer() {
        ReportData data = withClasses(
                named("left"), List.of(new ClassRow("left", 0, 0.9, 0.4), new ClassRow("right", 1, 0.1, 0.6)));

        assertThat(ReportPage.html(data)).contains("the shareable copy is called &#39;right&#39;");
    }

    @Test
    void clipsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> new ReportData(
                        "",
                        true,
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        FRAMES,
                        FRAMES.select(0),
                        8,
                        List.of(),
                        ReportExample.validity(true),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one size and length");
    }

    private static ReportData named(String n) {
        return withClasses(
                new ReportData(
                        n,
                        true,
                        n,
                        n,
                        n,
                        n,
                        n,
                        n,
                        FRAMES,
                        FRAMES,
                        8,
                        List.of(),
                        validity(n),
                        Map.of(n, new Measurement.Unavailable(n, n)),
                        List.of(new StageRows(n, List.of(new UpdateRow(1, Map.of(n, 1.0))))),
                        Map.of(n, n),
                        Map.of(n, n)),
                List.of(new ClassRow(n, 0.1, 0.9, 0.8)));
    }

    private static Validity validity(String n) {
        VerdictPart part = new VerdictPart(VerdictPart.State.BROKEN, n, Map.of(n, 1.0), Map.of(n, 2.0));
        Optional<String> said = Optional.of(n);
        return new Validity(
                part,
                part,
                part,
                part,
                part,
                part,
                FlipKind.SHORTCUT,
                List.of(
                        new Opinion(n, true, said, said, said, Optional.empty()),
                        new Opinion(n, false, Optional.empty(), Optional.empty(), Optional.empty(), said)));
    }

    private static ReportData withClasses(ReportData d, List<ClassRow> classes) {
        return new ReportData(
                d.title(),
                d.flipped(),
                d.verdict(),
                d.reason(),
                d.nextStep(),
                d.originalClass(),
                d.targetClass(),
                d.finalClass(),
                d.original(),
                d.counterfactual(),
                d.framesPerSecond(),
                classes,
                d.validity(),
                d.metrics(),
                d.stages(),
                d.settings(),
                d.provenance());
    }

    private static RgbFrames frames(String html, String id, RgbFrames like) throws Exception {
        Matcher png = Pattern.compile("data-layer=\"" + id + "\"[^>]*base64,([^\"]+)\"")
                .matcher(html);
        Matcher columns = Pattern.compile("data-columns=\"(\\d+)\"").matcher(html);
        assertThat(png.find() && columns.find()).isTrue();
        BufferedImage sprite =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png.group(1))));
        int across = Integer.parseInt(columns.group(1));
        RgbFrames.Builder read = RgbFrames.builder(like.height(), like.width());
        for (int f = 0; f < like.count(); f++) {
            byte[] rgb = new byte[like.height() * like.width() * 3];
            for (int i = 0; i < rgb.length; i++) {
                int x = f % across * like.width() + i / 3 % like.width();
                int y = f / across * like.height() + i / 3 / like.width();
                rgb[i] = (byte) (sprite.getRGB(x, y) >> 8 * (2 - i % 3));
            }
            read.add(rgb);
        }
        return read.build();
    }
}
