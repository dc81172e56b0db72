package io.flipside.metric;

import java.util.SplittableRandom;
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

/** SSIM of one pair of RGB pictures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class SsimBenchmark {
    @Param({"64", "512"})
    public int side;

    private double[] first;
    private double[] second;

    /** Two pictures of noise, values in [0, 1). */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        first = random.doubles(3L * side * side).toArray();
        second = random.doubles(3L * side * side).toArray();
    }

    /** A number in [-1, 1]. */
    @Benchmark
    public double picture() {
        return Ssim.picture(first, second, 3, side, side);
    }
}
