package io.flipside.clip;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How JavaCPP works in this process, whichever library is behind it. It reads its settings once, when its first class is
 * used. What somebody set by hand stays.
 */
public final class Javacpp {
    private static final String PREFIX = "org.bytedeco.javacpp.";

    static {
        // By default any allocation fails once the whole process is larger than four Java heaps; but the models beside
        // us
        // lie in native memory on purpose. Limits of our own guard what a clip may take.
        setUnlessSet("maxPhysicalBytes", "0");
        setUnlessSet("maxBytes", "0");
        // The default is a folder of its own in the home directory; an image or a launcher may have named another.
        setUnlessSet("cachedir", cache().resolve("flipside/native").toString());
        // What it has to say belongs into the log: by default it prints.
        setUnlessSet("logger", "slf4j");
    }

    private Javacpp() {}

    /** Runs the static initialiser: call before any class of JavaCPP is used. */
    public static void prepare() {}

    private static void setUnlessSet(String name, String value) {
        // JavaCPP takes either spelling.
        if (System.getProperty(PREFIX + name) == null
                && System.getProperty(PREFIX + name.toLowerCase(Locale.ROOT)) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", System.getProperty("java.io.tmpdir")), ".cache")
                : Path.of(cache);
    }
}
