package io.flipside.clip;

import java.util.Random;
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

/** One frame to the size that a generator takes: of a small clip, of full HD to 512 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class BicubicScalerBenchmark {
    @Param({"240x320 to 64x85", "1080x1920 to 512x910"})
    public String sizes;

    private BicubicScaler scaler;
    private byte[] frame;

    /** A frame of noise. */
    @Setup
    public void draw() {
        String[] parts = sizes.split("x| to ");
        int height = Integer.parseInt(parts[0]);
        int width = Integer.parseInt(parts[1]);
        scaler = new BicubicScaler(height, width, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        frame = new byte[height * width * 3];
        new Random(1).nextBytes(frame);
    }

    /** The frame, scaled. */
    @Benchmark
    public byte[] frame() {
        return scaler.apply(frame);
    }
}
