package io.flipside.clip;

import java.util.Locale;

/**
 * Takes JavaCPP's limits on memory off. By default it fails any allocation once the whole process is larger than four Java
 * heaps; but the models beside us lie in native memory on purpose. Limits of our own guard what a clip may take. A limit
 * that somebody set by hand stays.
 */
final class JavacppLimits {

    static {
        liftUnlessSet("maxPhysicalBytes");
        liftUnlessSet("maxBytes");
    }

    private JavacppLimits() {}

    /** Runs the static initialiser: call before any class of JavaCPP is used, which reads them once. */
    static void lift() {}

    private static void liftUnlessSet(String name) {
        String property = "org.bytedeco.javacpp." + name;
        // JavaCPP takes either spelling.
        if (System.getProperty(property) == null && System.getProperty(property.toLowerCase(Locale.ROOT)) == null) {
            System.setProperty(property, "0");
        }
    }
}
