package io.flipside.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.flow.FlowMap;
import io.flipside.frames.RgbFrames;
import io.flipside.record.AuditJson;
import io.flipside.record.ClipAtlas;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasSheetsTest {
    @TempDir
    Path folder;

    @Test
    void everyFrameOfEveryLayerComesBackFromItsSheetToThePixel() throws IOException {
        Map<String, RgbFrames> layers = new LinkedHashMap<>();
        layers.put(ClipAtlas.ORIGINAL, ReportExample.square(17, 64, 48, 1));
        layers.put(ClipAtlas.COUNTERFACTUAL, ReportExample.square(17, 64, 48, -1));
        AtlasSheets.write(folder, layers, 8);

        ClipAtlas atlas = AuditJson.readKnown(Files.readAllBytes(folder.resolve(ClipAtlas.FILE)), ClipAtlas.class);
        assertThat(atlas.version()).isEqualTo(1);
        assertThat(atlas.framesPerSecond()).isEqualTo(8);
        for (Map.Entry<String, RgbFrames> layer : layers.entrySet()) {
            for (int frame = 0; frame < 17; frame++) {
                assertThat(frame(atlas, layer.getKey(), frame))
                        .isEqualTo(layer.getValue().frame(frame));
            }
        }
    }

    @Test
    void aLongClipOfLargeFramesLiesOnSheetsThatEveryBrowserHolds() {
        for (int[] size :
                new int[][] {{832, 480, 81}, {5000, 3000, 3}, {64, 64, 1}, {1280, 720, 400}, {16, 2000, 90}}) {
            ClipAtlas atlas = ClipAtlas.of(size[0], size[1], size[2], 16);
            assertThat(atlas.columns() * atlas.width()).isLessThanOrEqualTo(Math.max(4096, atlas.width()));
            assertThat(atlas.rows() * atlas.height()).isLessThanOrEqualTo(Math.max(4096, atlas.height()));
            int places = atlas.columns() * atlas.rows();
            assertThat(atlas.sheets() * places).isGreaterThanOrEqualTo(size[2]);
            assertThat((atlas.sheets() - 1) * places).isLessThan(size[2]);
        }
    }

    @Test
    void flowIsBlackWhereNothingMovedAndColouredWhereSomethingDid() {
        RgbFrames still = ReportExample.square(6, 32, 48, 1);
        RgbFrames flow = FlowMap.between(still, ReportExample.square(6, 32, 48, -1), 0, 1, 2, 3, 4, 5)
                .pictures();
        assertThat(flow.count()).isEqualTo(6);
        assertThat(FlowMap.between(still, still, 5).pictures().frame(0)).containsOnly(0);
        assertThat(flow.frame(5)).isNotEqualTo(new byte[flow.frame(5).length]);
    }

    private byte[] frame(ClipAtlas atlas, String layer, int frame) throws IOException {
        int place = frame % (atlas.columns() * atlas.rows());
        String file = atlas.layers().get(layer).get(frame / (atlas.columns() * atlas.rows()));
        BufferedImage sheet = ImageIO.read(folder.resolve(file).toFile());
        byte[] rgb = new byte[atlas.width() * atlas.height() * RgbFrames.CHANNELS];
        int at = 0;
        for (int y = 0; y < atlas.height(); y++) {
            for (int x = 0; x < atlas.width(); x++) {
                int pixel = sheet.getRGB(
                        place % atlas.columns() * atlas.width() + x, place / atlas.columns() * atlas.height() + y);
                rgb[at++] = (byte) (pixel >> 16);
                rgb[at++] = (byte) (pixel >> 8);
                rgb[at++] = (byte) pixel;
            }
        }
        return rgb;
    }
}
