package io.flipside.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Loads the native libraries once, keeps them quiet, and turns their error codes into exceptions. */
final class Ffmpeg {
    /**
     * Largest single block that the libraries may allocate. A limit on pixels cannot reach the decoders that a container
     * without a header makes for itself while it is probed; this can: a plane of 20,000 x 20,000 does not fit.
     */
    private static final long LARGEST_BLOCK = 320L << 20;

    static {
        Javacpp.prepare();
        Loader.load(avcodec.class);
        Loader.load(avformat.class);
        Loader.load(swscale.class);
        av_log_set_level(AV_LOG_QUIET);
        av_max_alloc(LARGEST_BLOCK);
    }

    private Ffmpeg() {}

    /** Runs the static initialiser: call before the first native call. */
    static void load() {}

    /** Passes a result through, or throws if it is an error code. */
    static int check(int result, String action) {
        if (result < 0) {
            throw new FfmpegFailure(action, describe(result));
        }
        return result;
    }

    /** Passes a native object through, or throws if it was not made. */
    static <P extends Pointer> P made(P pointer, String action) {
        if (Pointer.isNull(pointer)) {
            throw new FfmpegFailure(action, "nothing was allocated");
        }
        return pointer;
    }

    /** A native dictionary; the caller frees it. */
    static AVDictionary dictionary(Map<String, String> options) {
        var dictionary = new AVDictionary(null);
        // Sorted by key, so that two runs hand the options over in one order.
        options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(option -> check(
                        av_dict_set(dictionary, option.getKey(), option.getValue(), 0), "set " + option.getKey()));
        return dictionary;
    }

    private static String describe(int code) {
        var text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
