package io.flipside.worker;

import io.flipside.clip.ClipLimits;

/** How many steps without a model a process works on at once: clips are read in its heap. */
final class CpuTasks {
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
     */
    static int limit(WorkerConfig config, long heap) {
        return config.cpuTasks().map(Long::intValue).orElseGet(() -> fitting(heap));
    }

    static int fitting(long heap) {
        long side = ClipLimits.DEFAULT.side();
        long clip = FRAMES_AT_ONCE * CHANNELS * side * side;
        return (int) Math.max(LEAST, Math.min(MOST, heap / 2 / clip));
    }
}
