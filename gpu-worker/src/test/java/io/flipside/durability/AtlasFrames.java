package io.flipside.durability;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The frames of an audit's clips as the service has them, read without a browser.
 *
 * @param atlas as {@code atlas.json} says
 * @param original sheet of the clip that was sent
 * @param counterfactual sheet of the clip that was written
 * @param flow sheet of where things went
 */
record AtlasFrames(JsonNode atlas, BufferedImage original, BufferedImage counterfactual, BufferedImage flow) {
    private static final int CHANNELS = 3;

    static AtlasFrames of(ServerCalls calls, String audit) {
        String files = "/api/audits/" + audit + "/files/";
        JsonNode atlas = TestJson.read(calls.get(files + "atlas.json").body());
        return new AtlasFrames(
                atlas,
                sheet(calls, files + atlas.at("/layers/original/0").asText()),
                sheet(calls, files + atlas.at("/layers/counterfactual/0").asText()),
                sheet(calls, files + atlas.at("/layers/flow/0").asText()));
    }

    int count() {
        return atlas.path("frames").asInt();
    }

    int width() {
        return atlas.path("width").asInt();
    }

    int height() {
        return atlas.path("height").asInt();
    }

    /** Red, green and blue of every pixel of a frame, row by row. */
    List<Integer> frame(BufferedImage sheet, int frame) {
        int columns = atlas.path("columns").asInt();
        List<Integer> values = new ArrayList<>(width() * height() * CHANNELS);
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int rgb = sheet.getRGB(frame % columns * width() + x, frame / columns * height() + y);
                values.add(rgb >> 16 & 0xFF);
                values.add(rgb >> 8 & 0xFF);
                values.add(rgb & 0xFF);
            }
        }
        return values;
    }

    /** The absolute difference of both clips in a frame, times a gain. */
    List<Integer> difference(int frame, int gain) {
        List<Integer> before = frame(original, frame);
        List<Integer> after = frame(counterfactual, frame);
        List<Integer> values = new ArrayList<>(before.size());
        for (int i = 0; i < before.size(); i++) {
            values.add(Math.min(255, gain * Math.abs(after.get(i) - before.get(i))));
        }
        return values;
    }

    /** The original to the left of a column, the counterfactual from there on. */
    List<Integer> curtain(int frame, int column) {
        List<Integer> left = frame(original, frame);
        List<Integer> right = frame(counterfactual, frame);
        List<Integer> values = new ArrayList<>(left.size());
        for (int i = 0; i < left.size(); i++) {
            values.add((i / CHANNELS % width() < column ? left : right).get(i));
        }
        return values;
    }

    /** The middle of a frame, each pixel a square of two by two. */
    List<Integer> middle(BufferedImage sheet, int frame) {
        List<Integer> whole = frame(sheet, frame);
        List<Integer> values = new ArrayList<>(whole.size());
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int at = ((height() / 4 + y / 2) * width() + width() / 4 + x / 2) * CHANNELS;
                values.addAll(whole.subList(at, at + CHANNELS));
            }
        }
        return values;
    }

    private static BufferedImage sheet(ServerCalls calls, String path) {
        try {
            byte[] png = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(calls.at(path)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
