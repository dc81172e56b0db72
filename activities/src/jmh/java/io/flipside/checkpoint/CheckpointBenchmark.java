package io.flipside.checkpoint;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.file.ScratchFolder;
import io.flipside.method.Latent;
import io.flipside.method.SearchState;
import io.flipside.store.FolderStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A state of three latents, saved and found again, over a store in a folder. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class CheckpointBenchmark {
    private static final String SETTINGS = "settings";

    @Param({"5x8x8", "9x64x64"})
    public String latent;

    private NDManager manager;
    private ScratchFolder folder;
    private CheckpointStore store;
    private Map<String, Latent> latents;
    private int iteration;

    /** One checkpoint is there. */
    @Setup
    public void start() {
        manager = NDManager.newBaseManager();
        folder = ScratchFolder.create("checkpoint");
        store = new CheckpointStore(
                new FolderStore(folder.path().resolve("store")),
                manager,
                folder.path().resolve("scratch"));
        String[] sizes = latent.split("x");
        Shape shape = new Shape(1, 16, Long.parseLong(sizes[0]), Long.parseLong(sizes[1]), Long.parseLong(sizes[2]));
        latents = Map.of(
                "latent", Latent.noise(shape, 1),
                "first_moment", Latent.noise(shape, 2),
                "second_moment", Latent.noise(shape, 3));
        save();
        store.save(checkpoint("read", 1));
    }

    /** Nothing stays. */
    @TearDown
    public void stop() {
        folder.close();
        manager.close();
    }

    /** The next checkpoint is written, older ones are removed. */
    @Benchmark
    public void save() {
        iteration++;
        store.save(checkpoint("written", iteration));
    }

    /** The newest checkpoint is found, checked and read. */
    @Benchmark
    public Restored newest() {
        return store.newest("read", SETTINGS);
    }

    private Checkpoint checkpoint(String audit, int at) {
        SearchState state = new SearchState(1, at, latents, Map.of("step", (long) at), Optional.empty());
        return new Checkpoint(audit, 1, SETTINGS, state, List.of());
    }
}
