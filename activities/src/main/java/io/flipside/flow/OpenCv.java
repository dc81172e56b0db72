package io.flipside.flow;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_core.setUseOptimized;

import io.flipside.clip.Javacpp;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_video;

/** Loads the native libraries once, where there are some for this machine. */
final class OpenCv {
    private static final Optional<String> TROUBLE = load();

    private OpenCv() {}

    /** Why OpenCV cannot be used in this process; empty if it can. */
    static Optional<String> trouble() {
        return TROUBLE;
    }

    private static Optional<String> load() {
        Javacpp.prepare();
        try {
            Loader.load(opencv_video.class);
            // one thread and none of a processor's own instructions: the same numbers on every machine of this kind
            setNumThreads(1);
            setUseOptimized(false);
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
