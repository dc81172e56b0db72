package io.flipside.service;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rights new files of this process and its children do not get. Java itself has no word for it. */
public final class Umask {
    private static final Logger LOG = LoggerFactory.getLogger(Umask.class);
    private static final int ALL_BUT_OWNER = 077;

    private Umask() {}

    /** The C library's. */
    public interface C extends Library {
        /** Sets the mask; answers with the one before. */
        int umask(int mask);
    }

    /** From now on new files are for the owner only. */
    public static void ownerOnly() {
        try {
            Native.load("c", C.class).umask(ALL_BUT_OWNER);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            // the folder above them is closed all the same
            LOG.warn("New files get the rights that the shell gives them: {}", e.toString());
        }
    }
}
