package io.flipside.tensor.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.HalfPrecision;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reference: the definitions of {@link NaiveLayers} and its neighbours, loops in double precision. Tolerances are
 * relative to the largest value: float32 rounds each at 6e-8, and the longest sum here has some 100 terms.
 */
class AtenOperatorsTest {
    private static final double FORWARD = 3e-6;
    private static final double BACKWARD = 2e-5;

    static List<OperatorCase> cases() {
        return OperatorCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anOperatorGivesWhatItsDefinitionGives(OperatorCase operator) {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Plain> results = operator.results(manager);
            List<Plain> expected = operator.expected();
            assertThat(results).hasSameSizeAs(expected);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).shape()).isEqualTo(expected.get(i).shape());
                double tolerance = FORWARD * largest(expected.get(i).values());
                assertThat(results.get(i).values())
                        .containsExactly(expected.get(i).values(), within(tolerance));
            }
        }
    }

    /** By central differences of the definition: at single places, and once along a direction through all of them. */
    @ParameterizedTest
    @MethodSource("cases")
    void itsGradientIsTheSlopeOfItsDefinition(OperatorCase operator) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Plain upstream = new Drawn(7).normal(operator.expected().get(0).shape());
            List<Plain> variables = operator.variables();
            List<Plain> gradients = operator.gradients(manager, upstream);
            for (int i = 0; i < variables.size(); i++) {
                Plain variable = variables.get(i);
                double[] gradient = gradients.get(i).values();
                double[] all = new Drawn(i).normal(variable.shape()).values();
                double tolerance = BACKWARD * Math.max(1, largest(gradient));
                for (int place : operator.places(variable)) {
                    double[] one = new double[all.length];
                    one[place] = 1;
                    assertThat(gradient[place])
                            .as("argument %d at %d", i, place)
                            .isCloseTo(operator.derivative(variable, one, upstream), within(tolerance));
                }
                double along = 0;
                for (int k = 0; k < all.length; k++) {
                    along += gradient[k] * all[k];
                }
                assertThat(along)
                        .as("argument %d, all places", i)
                        .isCloseTo(
                                operator.derivative(variable, all, upstream),
                                within(tolerance * Math.sqrt(all.length)));
            }
        }
    }

    /** AdamW by its formula with a clipped norm: decay for matrices only, an average, gradients cleared. */
    @Test
    void aStepOfTrainingIsAdamWOfTheClippedGradient() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Drawn drawn = new Drawn(3);
            List<Plain> p = List.of(drawn.normal(3, 2), drawn.normal(5));
            List<Plain> g = List.of(drawn.normal(3, 2), drawn.normal(5));
            List<Plain> m = List.of(drawn.small(3, 2), drawn.small(5));
            List<Plain> v = List.of(drawn.uniform(u -> u, 3, 2), drawn.uniform(u -> u, 5));
            List<Plain> e = List.of(drawn.normal(3, 2), drawn.normal(5));
            for (double clip : new double[] {0.5, 100}) {
                List<List<NDArray>> natives = new ArrayList<>();
                for (List<Plain> list : List.of(p, g, m, v, e)) {
                    natives.add(list.stream().map(plain -> plain.array(manager)).toList());
                }
                NDArray[] norm = Autograd.unrecorded(() -> Aten.run(
                        manager,
                        "train_step",
                        natives.get(0),
                        natives.get(1),
                        natives.get(2),
                        natives.get(3),
                        natives.get(4),
                        0.01,
                        0.9,
                        0.95,
                        1e-8,
                        0.1,
                        3L,
                        clip,
                        0.7));

                double squares = 0;
                for (Plain gradient : g) {
                    squares += Arrays.stream(gradient.values()).map(x -> x * x).sum();
                }
                assertThat((double) norm[0].getFloat()).isCloseTo(Math.sqrt(squares), within(1e-5));
                double scale = Math.min(1, clip / (Math.sqrt(squares) + 1e-6));
                for (int i = 0; i < p.size(); i++) {
                    for (int k = 0; k < p.get(i).values().length; k++) {
                        double gradient = scale * g.get(i).values()[k];
                        double first = 0.9 * m.get(i).values()[k] + 0.1 * gradient;
                        double second = 0.95 * v.get(i).values()[k] + 0.05 * gradient * gradient;
                        double decayed = p.get(i).values()[k] * (i == 0 ? 1 - 0.01 * 0.1 : 1);
                        double moved = decayed
                                - 0.01
                                        * (first / (1 - Math.pow(0.9, 3)))
                                        / (Math.sqrt(second / (1 - Math.pow(0.95, 3))) + 1e-8);
                        double average = 0.7 * e.get(i).values()[k] + 0.3 * moved;
                        assertThat(value(natives.get(0).get(i), k)).isCloseTo(moved, within(1e-6));
                        assertThat(value(natives.get(1).get(i), k)).isZero();
                        assertThat(value(natives.get(2).get(i), k)).isCloseTo(first, within(1e-6));
                        assertThat(value(natives.get(3).get(i), k)).isCloseTo(second, within(1e-6));
                        assertThat(value(natives.get(4).get(i), k)).isCloseTo(average, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void halfPrecisionBecomesFloat32InPlaceOrAsACopy() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray half = manager.create(new float[] {0.5f, -65504, 1f / 3}, new Shape(3))
                    .toType(DataType.FLOAT16, true);
            float[] values = half.toType(DataType.FLOAT32, true).toFloatArray();

            NDArray copy = Aten.call("as_float32", half);
            assertThat(copy.toFloatArray()).isEqualTo(values);
            assertThat(half.getDataType()).isEqualTo(DataType.FLOAT16);

            NDArray same = Aten.call("to_float32", half);
            assertThat(same.getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(same.toFloatArray()).isEqualTo(values);
        }
    }

    /** A brain float is the upper half of a float: every one of the 65,536, exactly; so are float16's, by their formula. */
    @Test
    void everyHalfPrecisionFloatIsWidenedExactly() {
        int count = 1 << Short.SIZE;
        ByteBuffer bits = ByteBuffer.allocateDirect(count * Short.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            bits.putShort((short) i);
        }
        try (NDManager manager = NDManager.newBaseManager();
                NDArray stored = manager.create(bits.flip(), new Shape(count), DataType.FLOAT16)) {
            float[] brain = new float[count];
            float[] half = new float[count];
            for (int i = 0; i < count; i++) {
                brain[i] = Float.intBitsToFloat(i << Short.SIZE);
                half[i] = float16(i);
            }
            assertThat(Aten.call("widened", stored, true).toFloatArray()).isEqualTo(brain);
            assertThat(Aten.call("widened", stored, false).toFloatArray()).isEqualTo(half);
            assertThat(Aten.call("as_float32", Aten.call("seen_as_brain", stored))
                            .toFloatArray())
                    .isEqualTo(brain);
        }
    }

    /** Reference: our own rounding to nearest, ties to even; between neighbours, on them, and half way. */
    @Test
    void floatsAreRoundedToTheNearestBrainFloat() {
        float[] floats = new float[1 << 12];
        for (int i = 0; i < floats.length; i++) {
            int upper = 0x3F00 + i % 512 | (i % 3 == 0 ? 0x8000 : 0);
            floats[i] = Float.intBitsToFloat(upper << Short.SIZE | i * 0x8000 / 512 & 0xFFFF);
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray rounded = Aten.call("as_float32", Aten.call("brain", manager.create(floats)));
            assertThat(rounded.toFloatArray()).isEqualTo(HalfPrecision.roundTrip(floats, manager));
        }
    }

    private static float float16(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size = exponent == 0x1F
                ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                : exponent == 0 ? fraction * 0x1p-24f : Math.scalb((float) (0x400 + fraction), exponent - 25);
        return bits >> 15 == 0 ? size : -size;
    }

    @Test
    void noOperatorIsLeftOut() throws Exception {
        Set<String> declared = new TreeSet<>();
        try (InputStream code = Objects.requireNonNull(Aten.class.getResourceAsStream("aten.ts"))) {
            Matcher names = Pattern.compile("(?m)^ +def (\\w+)")
                    .matcher(new String(code.readAllBytes(), StandardCharsets.UTF_8));
            while (names.find()) {
                declared.add(names.group(1));
            }
        }
        Set<String> compared = cases().stream().map(OperatorCase::operator).collect(Collectors.toSet());
        compared.addAll(Set.of("train_step", "to_float32", "widened", "brain", "seen_as_brain"));
        assertThat(compared).containsExactlyInAnyOrderElementsOf(declared);
    }

    private static double value(NDArray array, int place) {
        return array.toFloatArray()[place];
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(1);
    }
}
