package io.flipside.search;

import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
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
import org.openjdk.jmh.annotations.Warmup;

/** One update of a latent: of 17 frames of 64x64, and of 33 frames of 512x512. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdamWBenchmark {
    @Param({"1x16x5x8x8", "1x16x9x64x64"})
    public String latent;

    private final AdamW adam = new AdamW(0.01, 0.9, 0.999, 1e-8, 0);
    private AdamW.State state;
    private Latent gradient;

    /** Noise, and a gradient that is noise too. */
    @Setup
    public void start() {
        String[] sizes = latent.split("x");
        long[] shape = new long[sizes.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Long.parseLong(sizes[i]);
        }
        state = AdamW.State.start(Latent.noise(new Shape(shape), 1));
        gradient = Latent.noise(new Shape(shape), 2);
    }

    /** An update from the same state. */
    @Benchmark
    public AdamW.State next() {
        return adam.next(state, gradient);
    }
}
