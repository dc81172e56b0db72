package io.flipside.clip;

import io.flipside.frames.RgbFrames;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Still pictures of clips for reports: evenly spaced frames in a row, one row a clip. */
public final class FrameStrip {

    /** White pixels between two frames. */
    private static final int GAP = 4;

    private FrameStrip() {}

    /**
     * Writes a PNG with one row a clip, each with the same evenly spaced frames from the first to the last.
     *
     * @param columns frames a row, at least 1
     * @param magnification whole factor by which frames are enlarged, at least 1
     * @param clips at least one, all of one frame size
     * @throws IllegalArgumentException if the frame sizes differ or a number is below 1
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void writePng(Path file, int columns, int magnification, List<Clip> clips) {
        BufferedImage strip = strip(columns, magnification, clips);
        AtomicFile.write(file, unfinished -> {
            if (!ImageIO.write(strip, "png", unfinished.toFile())) {
                throw new IOException("no PNG writer");
            }
        });
    }

    /**
     * A PNG of one clip's evenly spaced frames, made smaller where they are wider than that together.
     *
     * @param columns frames, at least 1
     * @param mostWidth of the picture, in pixels
     */
    public static byte[] preview(int columns, int mostWidth, Clip clip) {
        BufferedImage strip = strip(columns, 1, List.of(clip));
        double scale = Math.min(1, (double) mostWidth / strip.getWidth());
        int width = (int) Math.max(1, Math.round(scale * strip.getWidth()));
        int height = (int) Math.max(1, Math.round(scale * strip.getHeight()));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(strip, 0, 0, width, height, null);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(small, "png", png)) {
                throw new IllegalStateException("This Java runtime cannot write PNG: use one with java.desktop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    static BufferedImage strip(int columns, int magnification, List<Clip> clips) {
        if (columns < 1 || magnification < 1 || clips.isEmpty()) {
            throw new IllegalArgumentException("A strip has at least one clip and one column");
        }
        int height = clips.get(0).height();
        int width = clips.get(0).width();
        if (clips.stream().anyMatch(clip -> clip.height() != height || clip.width() != width)) {
            throw new IllegalArgumentException("Clips of one strip have one frame size");
        }
        int rowStep = height * magnification + GAP;
        int columnStep = width * magnification + GAP;
        var strip =
                new BufferedImage(columns * columnStep - GAP, clips.size() * rowStep - GAP, BufferedImage.TYPE_INT_RGB);
        var white = new int[strip.getWidth() * strip.getHeight()];
        Arrays.fill(white, 0xFFFFFF);
        strip.setRGB(0, 0, strip.getWidth(), strip.getHeight(), white, 0, strip.getWidth());
        for (int row = 0; row < clips.size(); row++) {
            RgbFrames frames = clips.get(row).frames();
            int[] indices = new Preprocess(1, columns, 1.0).indices(frames.count());
            for (int column = 0; column < columns; column++) {
                byte[] large = Magnifier.enlarge(frames.frame(indices[column]), height, width, magnification);
                draw(strip, column * columnStep, row * rowStep, large, width * magnification);
            }
        }
        return strip;
    }

    private static void draw(BufferedImage image, int left, int top, byte[] rgb, int width) {
        int pixels = rgb.length / RgbFrames.CHANNELS;
        var packed = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            packed[i] = ((rgb[3 * i] & 0xFF) << 16) | ((rgb[3 * i + 1] & 0xFF) << 8) | (rgb[3 * i + 2] & 0xFF);
        }
        image.setRGB(left, top, width, pixels / width, packed, 0, width);
    }
}
