package io.flipside.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.frames.RgbFrames;
import io.flipside.search.UpdateReport;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    @Test
    void hostileNamesAreText() {
        String html = ReportPage.html(data("<script>alert(1)</script>", 3));

        assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void thePageRefersToNothingOutside() {
        String html = ReportPage.html(data("clip", 3));

        assertThat(html).doesNotContain("http:", "https:", "//cdn").contains("default-src 'none'");
        assertThat(Pattern.compile("@[A-Z]+@").matcher(html).find()).isFalse();
    }

    @Test
    void framesComeBackFromThePagePixelForPixel() throws Exception {
        ReportData data = data("clip", 3);
        Matcher sprite =
                Pattern.compile("a\\.src = \"data:image/png;base64,([^\"]+)\"").matcher(ReportPage.html(data));

        assertThat(sprite.find()).isTrue();
        var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(sprite.group(1))));

        assertThat(image.getHeight()).isEqualTo(4 * 6);
        int rgb = image.getRGB(2, 2 * 6 + 3);
        assertThat(rgb >> 16 & 0xFF).isEqualTo(data.original().sample(2, 3, 2, 0));
        assertThat(rgb & 0xFF).isEqualTo(data.original().sample(2, 3, 2, 2));
    }

    @Test
    void oneUpdateAndFifteenHundredAreBothDrawn() {
        assertThat(ReportPage.html(data("clip", 1))).contains("<polyline");
        assertThat(ReportPage.html(data("clip", 1500))).contains("n=100");
        assertThat(ReportPage.html(data("clip", 0))).contains("No update was made");
    }

    private static ReportData data(String name, int updates) {
        byte[] pixels = new byte[4 * 6 * 5 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        RgbFrames frames = RgbFrames.of(pixels, 4, 6, 5);
        List<UpdateReport> reports = new ArrayList<>();
        for (int i = 0; i < updates; i++) {
            reports.add(new UpdateReport(1 + i / 15, 1 + i % 15, 1.0 / (i + 1), 0.5, 1e-6, i / 1500.0));
        }
        return new ReportData(
                name,
                true,
                "verdict of " + name,
                "lead",
                "left",
                name,
                frames,
                frames,
                8,
                List.of(new ReportData.ClassRow(name, 0.1, 0.9, 0.8)),
                reports,
                Map.of("seed", "1"),
                Map.of(name, "00ff"));
    }
}
