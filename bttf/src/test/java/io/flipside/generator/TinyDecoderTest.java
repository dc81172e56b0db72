package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.method.Latent;
import io.flipside.tensor.Pullback;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference: the published network in plain loops, in double precision and in its own order of layers. */
class TinyDecoderTest {
    private static final List<Integer> WIDTHS = List.of(3, 2, 4, 2);
    private static final Map<String, Latent> TENSORS = SmallDecoders.tensors(2, WIDTHS);
    private static final Shape LATENT = new Shape(1, 2, 2, 2, 3);

    @TempDir
    private Path folder;

    /** Frames by channels by rows by columns. */
    private record Frames(double[][][][] at) {
        static Frames zeros(int frames, int channels, int rows, int columns) {
            return new Frames(new double[frames][channels][rows][columns]);
        }

        int count() {
            return at.length;
        }

        int channels() {
            return at[0].length;
        }

        int rows() {
            return at[0][0].length;
        }

        int columns() {
            return at[0][0][0].length;
        }

        interface Value {
            double of(int t, int c, int y, int x);
        }

        static Frames each(Frames like, Value value) {
            return each(like.count(), like.channels(), like.rows(), like.columns(), value);
        }

        static Frames each(int frames, int channels, int rows, int columns, Value value) {
            Frames all = zeros(frames, channels, rows, columns);
            for (int t = 0; t < frames; t++) {
                for (int c = 0; c < channels; c++) {
                    for (int y = 0; y < rows; y++) {
                        for (int x = 0; x < columns; x++) {
                            all.at[t][c][y][x] = value.of(t, c, y, x);
                        }
                    }
                }
            }
            return all;
        }

        Frames relu() {
            return each(this, (t, c, y, x) -> Math.max(0, at[t][c][y][x]));
        }

        /** Zero outside. */
        double padded(int t, int c, int y, int x) {
            return t < 0 || y < 0 || x < 0 || y >= rows() || x >= columns() ? 0 : at[t][c][y][x];
        }
    }

    private static Latent tensor(String name) {
        return Objects.requireNonNull(TENSORS.get(name));
    }

    private static Frames convolution(Frames in, String name) {
        Latent kernel = tensor(name + ".weight");
        float[] weight = kernel.values();
        float[] bias = TENSORS.containsKey(name + ".bias")
                ? tensor(name + ".bias").values()
                : new float[(int) kernel.shape().get(0)];
        int side = (int) kernel.shape().get(2);
        int out = (int) kernel.shape().get(0);
        return Frames.each(in.count(), out, in.rows(), in.columns(), (t, o, y, x) -> {
            double sum = bias[o];
            for (int i = 0; i < in.channels(); i++) {
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        sum += weight[((o * in.channels() + i) * side + dy) * side + dx]
                                * in.padded(t, i, y + dy - side / 2, x + dx - side / 2);
                    }
                }
            }
            return sum;
        });
    }

    private static Frames memory(Frames in, String name) {
        int width = in.channels();
        Frames both = Frames.each(
                in.count(),
                2 * width,
                in.rows(),
                in.columns(),
                (t, c, y, x) -> c < width ? in.at[t][c][y][x] : in.padded(t - 1, c - width, y, x));
        Frames a = convolution(both, name + ".conv.0").relu();
        Frames b = convolution(a, name + ".conv.2").relu();
        Frames c = convolution(b, name + ".conv.4");
        return Frames.each(c, (t, o, y, x) -> c.at[t][o][y][x] + in.at[t][o][y][x])
                .relu();
    }

    /** A clip {@code [1, 3, F, H, W]}, flat, of a latent that is. */
    private static double[] decoded(double[] latent) {
        int columns = (int) LATENT.get(4);
        int rows = (int) LATENT.get(3);
        int times = (int) LATENT.get(2);
        Frames x = Frames.each(
                times,
                (int) LATENT.get(1),
                rows,
                columns,
                (t, c, y, at) -> 3 * Math.tanh(latent[((c * times + t) * rows + y) * columns + at] / 3));
        x = convolution(x, "decoder.1").relu();
        for (int level = 0; level < 3; level++) {
            int first = 3 + 6 * level;
            x = memory(memory(memory(x, "decoder." + first), "decoder." + (first + 1)), "decoder." + (first + 2));
            Frames small = x;
            x = Frames.each(x.count(), x.channels(), 2 * x.rows(), 2 * x.columns(), (t, c, y, at) -> small.at[t][c][
                    y / 2][at / 2]);
            Frames grown = convolution(x, "decoder." + (first + 4) + ".conv");
            int width = x.channels();
            int more = grown.channels() / width;
            x = Frames.each(more * x.count(), width, x.rows(), x.columns(), (t, c, y, at) -> grown.at[t / more][
                    t % more * width + c][y][at]);
            x = convolution(x, "decoder." + (first + 5));
        }
        Frames rgb = convolution(x.relu(), "decoder.22");
        int frames = rgb.count() - 3;
        double[] clip = new double[3 * frames * rgb.rows() * rgb.columns()];
        Frames.each(
                frames,
                3,
                rgb.rows(),
                rgb.columns(),
                (t, c, y, at) -> clip[((c * frames + t) * rgb.rows() + y) * rgb.columns() + at] =
                        2 * rgb.at[t + 3][c][y][at] - 1);
        return clip;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    /** Tolerance 1e-5 of the largest value; kept and recomputed alike. */
    @Test
    void aLatentIsDecodedAsTheDefinitionSays() {
        Latent latent = Latent.noise(LATENT, 4);
        double[] expected = decoded(wide(latent.values()));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        try (NDManager manager = NDManager.newBaseManager()) {
            TinyDecoder decoder = SmallDecoders.read(written(manager), manager);
            NDArray clip = decoder.decoder(false).apply(latent.toArray(manager));
            assertThat(clip.getShape()).isEqualTo(new Shape(1, 3, 5, 16, 24));
            assertThat(wide(clip.toFloatArray())).containsExactly(expected, within(1e-5 * largest));
        }
    }

    /** Central differences of width 2e-5 of the definition along a direction; tolerance 1e-4 of the slope. */
    @Test
    void itsGradientIsTheSlopeOfTheDefinition() {
        Latent latent = Latent.noise(LATENT, 4);
        Latent direction = Latent.noise(LATENT, 5);
        double h = 1e-5;
        try (NDManager manager = NDManager.newBaseManager()) {
            TinyDecoder decoder = SmallDecoders.read(written(manager), manager);
            Latent upstream = Latent.noise(new Shape(1, 3, 5, 16, 24), 6);
            double slope = 0;
            double[] more = decoded(along(latent, direction, h));
            double[] less = decoded(along(latent, direction, -h));
            for (int i = 0; i < more.length; i++) {
                slope += upstream.values()[i] * (more[i] - less[i]) / (2 * h);
            }
            for (boolean recompute : new boolean[] {false, true}) {
                try (Pullback there = decoder.decoder(recompute).forward(latent.toArray(manager))) {
                    float[] gradient = there.pull(upstream.toArray(manager)).toFloatArray();
                    double product = 0;
                    for (int i = 0; i < gradient.length; i++) {
                        product += gradient[i] * direction.values()[i];
                    }
                    assertThat(product).isCloseTo(slope, within(1e-4 * Math.abs(slope)));
                }
            }
        }
    }

    private static double[] along(Latent latent, Latent direction, double h) {
        double[] moved = wide(latent.values());
        float[] way = direction.values();
        Arrays.setAll(moved, i -> moved[i] + h * way[i]);
        return moved;
    }

    @Test
    void weightsThatAreNoneAreRefusedByTheTensorThatTheyLack() {
        Map<String, Latent> less = SmallDecoders.tensors(2, WIDTHS);
        less.remove("decoder.14.weight");
        try (NDManager manager = NDManager.newBaseManager()) {
            Path file = SmallDecoders.written(folder.resolve("less.safetensors"), less, manager);
            assertThatThrownBy(() -> SmallDecoders.read(file, manager))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'decoder.14.weight'");
        }
    }

    /** Of the published widths, on the latent of 17 frames of 64x64: a tenth of the exact decoder's operations at most. */
    @Test
    void itCostsAFractionOfTheExactDecoder() {
        ClipSize latent = new ClipSize(5, 8, 8);
        double small = new TinyDecoderConfig(16, List.of(256, 128, 64, 64))
                .cost(latent)
                .work()
                .total();
        double exact = new VaeCost(WanVaeConfig.WAN_2_1, new ClipSize(17, 64, 64))
                .decoder()
                .total();
        assertThat(small / exact).isBetween(0.001, 0.1);
    }

    private Path written(NDManager manager) {
        return SmallDecoders.written(folder.resolve("taew2_1.safetensors"), TENSORS, manager);
    }
}
