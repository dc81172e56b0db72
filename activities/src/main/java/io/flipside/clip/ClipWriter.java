package io.flipside.clip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;

/**
 * Writes clips as video files. The same clip gives the same bytes on every run, and a file has its name only when it is
 * complete.
 *
 * <p>All methods make the folder if it is missing, replace a file of the same name, and throw
 * {@link UncheckedIOException} if the file cannot be written.
 */
public final class ClipWriter {

    static {
        Javacpp.prepare();
    }

    private ClipWriter() {}

    /**
     * Lossless evidence: FFV1 level 3 with slice checksums in Matroska (.mkv). Reading it gives the very same pixels.
     */
    public static void writeEvidence(Clip clip, Path file) {
        write(clip, file, Encoding.EVIDENCE, 1, false);
    }

    /**
     * A copy for people: H.264 in MP4 (.mp4). Lossy, so never taken as evidence. Odd sides gain one pixel, sides below 16 grow to 16.
     *
     * @param magnification whole factor by which small frames are enlarged, 1 for none; see {@link #magnification}
     */
    public static void writeShareable(Clip clip, Path file, int magnification) {
        write(clip, file, Encoding.SHAREABLE, magnification, true);
    }

    /**
     * A lossy copy, H.264 in MP4 at the clip's own size: what compression leaves of it. Sides as in {@link #writeShareable}.
     *
     * @param bitsPerPixel target, more than 0
     */
    public static void writeCompressed(Clip clip, Path file, double bitsPerPixel) {
        write(clip, file, Encoding.compressed(bitsPerPixel), 1, true);
    }

    /** The factor that brings a clip's shorter side to about 256 pixels: 4 for 64 pixels, 1 for 224 and more. */
    public static int magnification(Clip clip) {
        return Math.max(1, 256 / Math.min(clip.height(), clip.width()));
    }

    static void write(Clip clip, Path file, Encoding encoding, int magnification, boolean forH264) {
        if (magnification < 1 || magnification > 64) {
            throw new IllegalArgumentException("magnification must be in 1..64, got " + magnification);
        }
        AtomicFile.write(file, unfinished -> encode(clip, unfinished, encoding, magnification, forH264));
    }

    private static void encode(Clip clip, Path file, Encoding encoding, int magnification, boolean forH264)
            throws IOException {
        int height = clip.height() * magnification;
        int width = clip.width() * magnification;
        try (var scope = new PointerScope();
                var encoder = new Encoder(
                        file,
                        encoding,
                        forH264 ? Magnifier.h264Side(width) : width,
                        forH264 ? Magnifier.h264Side(height) : height,
                        clip.framesPerSecond())) {
            for (int f = 0; f < clip.count(); f++) {
                byte[] rgb = clip.frames().frame(f);
                encoder.add(
                        forH264
                                ? Magnifier.enlargeForH264(rgb, clip.height(), clip.width(), magnification)
                                : Magnifier.enlarge(rgb, clip.height(), clip.width(), magnification),
                        f);
            }
            encoder.finish();
        } catch (FfmpegFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
