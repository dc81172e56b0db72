package io.flipside.steps;

import ai.djl.engine.EngineException;
import io.flipside.explain.ComputeSettings;
import io.flipside.tensor.Holding;
import io.flipside.tensor.TorchDevice;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is tried when a device runs out of memory in the middle of an audit: graphs are computed again instead of kept,
 * then weights are streamed. Neither changes a bit. The next audit begins with the worker's own settings. Used by one
 * step at a time.
 */
final class MemoryLadder {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLadder.class);

    private final ComputeSettings configured;
    private ComputeSettings now;
    private String audit = "";

    MemoryLadder(ComputeSettings configured) {
        this.configured = configured;
        this.now = configured;
    }

    /** As the audit at work is computed. */
    ComputeSettings settings() {
        return now;
    }

    /**
     * Does a step's work, again with less memory if the device has not enough.
     *
     * @param work may be done again: what was kept of it is found
     * @param letGo frees what the work has left on the device
     * @throws OutOfDeviceMemory if the least is too much
     */
    <T> T climbing(String auditId, Supplier<T> work, Runnable letGo) {
        if (!audit.equals(auditId)) {
            audit = auditId;
            now = configured;
        }
        while (true) {
            try {
                return work.get();
            } catch (EngineException e) {
                if (!isOutOfMemory(e)) {
                    throw e;
                }
                letGo.run();
                now = next(now).orElseThrow(() -> new OutOfDeviceMemory(now, e));
                LOG.warn(
                        "{} has not enough memory for audit {}; it goes on with {}: {}",
                        now.device().name(),
                        auditId,
                        words(now),
                        OutOfDeviceMemory.firstLine(e));
            }
        }
    }

    private static Optional<ComputeSettings> next(ComputeSettings last) {
        TorchDevice device = last.device();
        if (last.graphBudget() > 0) {
            return Optional.of(new ComputeSettings(device, 0, last.generator()));
        } else if (last.generator().holding() != Holding.STREAMED) {
            return Optional.of(new ComputeSettings(device, 0, last.generator().held(Holding.STREAMED)));
        }
        return Optional.empty();
    }

    private static String words(ComputeSettings settings) {
        return settings.generator().holding() == Holding.STREAMED
                ? "graphs computed again and weights streamed"
                : "graphs computed again";
    }

    /** As libtorch words it, on CUDA devices and on the processor. */
    static boolean isOutOfMemory(EngineException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("out of memory") || message.contains("can't allocate memory");
    }
}
