package io.flipside.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.flipside.UserError;
import java.util.Optional;

/**
 * How many threads one operator of libtorch may use. libtorch counts the machine's cores; a container with a share of
 * them would get threads that wait for each other's turn. So the count follows the processors that the JVM may use, which
 * is the share (cgroup v1 and v2), unless the setting {@value #SETTING} or {@value #ENVIRONMENT} names another.
 *
 * <p>OpenMP keeps the number for each thread that asks for work: what one thread was told, another does not know, and sums
 * that are split in another way have other last bits. So every thread is told before its first operator.
 */
public final class TorchThreads {

    /** Java property with the number of threads. */
    public static final String SETTING = "flipside.threads";

    /** The same in the environment. */
    public static final String ENVIRONMENT = "FLIPSIDE_THREADS";

    private static final int MOST = 1024;

    private TorchThreads() {}

    private static final class Once {
        static final int COUNT = set();

        private static int set() {
            // Starts the engine if nothing did: the native library is not there before.
            Engine.getEngine("PyTorch");
            return count(named(), Runtime.getRuntime().availableProcessors(), JniUtils.getNumThreads());
        }
    }

    private static final ThreadLocal<Integer> TOLD = ThreadLocal.withInitial(() -> {
        JniUtils.setNumThreads(Once.COUNT);
        return Once.COUNT;
    });

    /**
     * Sets the number for the calling thread, before its first operator; cheap when it is set already.
     *
     * @return the number
     * @throws UserError if the setting is no number in 1..1024
     */
    public static int apply() {
        return TOLD.get();
    }

    private static Optional<String> named() {
        return Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(System.getenv(ENVIRONMENT)))
                .filter(text -> !text.isBlank());
    }

    /**
     * The number to set.
     *
     * @param named the setting, if there is one
     * @param processors that the JVM may use, at least 1
     * @param libtorch what libtorch would take: cores, or {@code OMP_NUM_THREADS}
     */
    static int count(Optional<String> named, int processors, int libtorch) {
        return named.map(TorchThreads::parse).orElseGet(() -> Math.max(1, Math.min(processors, libtorch)));
    }

    private static int parse(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw refused(text, e);
        }
        throw refused(text, new IllegalArgumentException(text));
    }

    private static UserError refused(String text, RuntimeException cause) {
        return new UserError(
                SETTING + " is '" + text + "'. Give the number of threads, 1 to " + MOST + ", or leave it out.", cause);
    }
}
