package io.flipside.worker;

import io.flipside.UserError;
import io.flipside.clip.ClipLimits;
import io.flipside.service.ServiceSettings;
import org.eclipse.microprofile.config.Config;

/** How many steps without a model a process works on at once: clips are read in its heap. */
final class CpuTasks {
    private static final String SETTING = "flipside.cpu-tasks";
    private static final int CHANNELS = 3;
    /** A frame as it was decoded, and what it is scaled with. */
    private static final int FRAMES_AT_ONCE = 2;

    private static final int LEAST = 2;
    private static final int MOST = 64;

    private CpuTasks() {}

    /**
     * As set, else as many clips of the largest frames as half of the heap holds; the other half is for the rest.
     *
     * @param heap its most bytes
     * @throws UserError if the setting is no number from 1
     */
    static int limit(Config config, long heap) {
        return ServiceSettings.text(config, SETTING).map(CpuTasks::number).orElseGet(() -> fitting(heap));
    }

    static int fitting(long heap) {
        long side = ClipLimits.DEFAULT.side();
        long clip = FRAMES_AT_ONCE * CHANNELS * side * side;
        return (int) Math.max(LEAST, Math.min(MOST, heap / 2 / clip));
    }

    private static int number(String text) {
        if (text.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(text);
        }
        throw new UserError("setting '" + SETTING + "' is '" + text + "'; it must be a number from 1 to 9999.");
    }
}
