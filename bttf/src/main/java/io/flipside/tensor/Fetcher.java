package io.flipside.tensor;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Brings the weights of a segment's neighbours from disk while the segment runs: of the next one on the way forward, of
 * the one before on the way back. It computes nothing, so what it does or leaves undone changes no bit.
 */
public final class Fetcher {
    // one thread for the process: the disk is one, and a second fetch would only take turns with the first
    private static final ExecutorService DISK = disk();

    private final List<Runnable> parts;

    /**
     * @param parts what to do for each segment, in the order of the segments
     */
    public Fetcher(List<Runnable> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Begins to bring what the neighbours of a segment need. */
    public void around(int segment) {
        bring(segment + 1);
        bring(segment - 1);
    }

    private void bring(int segment) {
        if (segment >= 0 && segment < parts.size()) {
            DISK.execute(parts.get(segment));
        }
    }

    private static ExecutorService disk() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(2),
                Fetcher::thread,
                new ThreadPoolExecutor.DiscardOldestPolicy());
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "weights-from-disk");
        thread.setDaemon(true);
        return thread;
    }
}
