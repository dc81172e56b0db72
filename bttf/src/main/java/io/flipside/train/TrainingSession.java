package io.flipside.train;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Runs a trainer to its end, saving as it goes: a killed run started again with the same words goes on. */
public final class TrainingSession {
    // a folder of its own: a model folder holds one safetensors file, or nobody knows which one is meant
    private static final String CHECKPOINT = "checkpoint/training.safetensors";

    private final Path out;
    private final Duration saveEvery;
    private final InstantSource clock;

    /**
     * @param out folder of the run; its checkpoint lies in there, so that a run can be extended
     * @param saveEvery how much work a kill may cost
     */
    public TrainingSession(Path out, Duration saveEvery, InstantSource clock) {
        this.out = out;
        this.saveEvery = saveEvery;
        this.clock = clock;
    }

    /** Told after every step. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step is done.
         *
         * @param step steps done
         * @param figures its numbers by name
         */
        void step(long step, Map<String, Double> figures);
    }

    /**
     * Trains to the end of the run.
     *
     * @param stopAfter updates after which to stop before the end of the schedule
     * @throws UserError if the folder holds a run with other settings
     */
    public void run(Trainer trainer, TrainingSettings settings, long stopAfter, NDManager manager, Listener listener) {
        try {
            Files.createDirectories(out.resolve(CHECKPOINT).getParent());
        } catch (IOException e) {
            throw new UserError("output folder " + out + " cannot be made: " + e.getMessage(), e);
        }
        Path checkpoint = out.resolve(CHECKPOINT);
        String identity = settings.identity() + trainer.identity();
        TrainingCheckpoint.resume(checkpoint, trainer, identity, manager);
        long saved = clock.millis();
        long end = Math.min(settings.steps(), stopAfter);
        while (trainer.stepsDone() < end) {
            listener.step(trainer.stepsDone() + 1, trainer.step());
            if (clock.millis() - saved >= saveEvery.toMillis() || trainer.stepsDone() == end) {
                TrainingCheckpoint.save(checkpoint, trainer, identity);
                saved = clock.millis();
            }
        }
    }
}
