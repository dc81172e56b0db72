package io.flipside.clip;

import java.nio.file.Path;

/** The kinds of video files that are written. */
public enum ClipFormat {
    /** FFV1 in Matroska: the very pixels. */
    LOSSLESS(".mkv") {
        @Override
        public void write(Clip clip, Path file) {
            ClipWriter.writeEvidence(clip, file);
        }
    },
    /** H.264 in MP4, small frames enlarged: for people. */
    SHAREABLE(".mp4") {
        @Override
        public void write(Clip clip, Path file) {
            ClipWriter.writeShareable(clip, file, ClipWriter.magnification(clip));
        }
    };

    private final String suffix;

    ClipFormat(String suffix) {
        this.suffix = suffix;
    }

    /** End of the file's name, with its dot. */
    public String suffix() {
        return suffix;
    }

    /**
     * Writes a clip.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public abstract void write(Clip clip, Path file);
}
