package io.flipside.service;

import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The workers of a process that run steps. They come from whatever provides them on the class path: an installation of
 * the doors alone has none, and no model's code.
 */
public interface StepWorkers extends AutoCloseable {
    /** Makes them. */
    interface Provider {
        /** For a process; none of them works yet. */
        StepWorkers open(Workplace place);

        /**
         * Reads the settings that only they have.
         *
         * @throws io.flipside.UserError naming the one that is wrong
         */
        void check(Config config);
    }

    /** What stands around every step, from the innermost on. */
    List<WorkerInterceptor> interceptors();

    /** Registers a worker for each role of the process. */
    void register(WorkerFactory workers);

    /** Names of the classifiers that they have now. */
    List<String> classifiers();

    /** What keeps them from doing their work, a line each. */
    List<String> complaints();

    /** Whether models are in memory; empty if they have no use for any. */
    Optional<Boolean> warm();

    /** They are being stopped: whatever a step throws from now on is that, and it goes on elsewhere. */
    void stopping();

    @Override
    void close();
}
