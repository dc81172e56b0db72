package io.flipside.tensor.naive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A tensor as an array of doubles, for formulas written as loops: what our operators are compared with.
 *
 * @param shape its dimensions
 * @param values last dimension fastest; those of a random one are float32 numbers
 * @param kind what an operator gets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Plain(int[] shape, double[] values, Kind kind) {
    /** A float32 tensor whose gradient is looked at, one that is given, or a list of whole numbers (int64). */
    public enum Kind {
        VARIABLE,
        GIVEN,
        WHOLE
    }

    /** A tensor by a formula of its index. */
    public static Plain each(int[] shape, ToDoubleFunction<int[]> value) {
        int[] index = new int[shape.length];
        double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(index);
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return new Plain(shape, values, Kind.VARIABLE);
    }

    /** A number as a tensor of no dimension. */
    public static Plain scalar(double value) {
        return each(new int[0], i -> value);
    }

    /** Its length along an axis. */
    public int size(int axis) {
        return shape[axis];
    }

    /** Its length along the last axis. */
    public int last() {
        return shape[shape.length - 1];
    }

    /** The value at an index; along an axis of length one every index is the first. */
    public double at(int... index) {
        int flat = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            flat = flat * shape[axis] + (shape[axis] == 1 ? 0 : index[axis]);
        }
        return values[flat];
    }

    /** The value at an index, 0 where the index lies outside. */
    public double padded(int... index) {
        for (int axis = 0; axis < shape.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape[axis]) {
                return 0;
            }
        }
        return at(index);
    }

    /** Every value changed. */
    public Plain map(DoubleUnaryOperator change) {
        return new Plain(shape, Arrays.stream(values).map(change).toArray(), kind);
    }

    /** The sum, the other one repeated along its axes of length one. */
    public Plain plus(Plain other) {
        return each(shape, i -> at(i) + other.at(i));
    }

    /** The product, the other one repeated along its axes of length one. */
    public Plain times(Plain other) {
        return each(shape, i -> at(i) * other.at(i));
    }

    /** The same values in another shape. */
    public Plain reshape(int... to) {
        return new Plain(to, values, kind);
    }

    /** The part at one place of an axis, which stays with length one. */
    public Plain slice(int axis, int place) {
        return each(with(shape, axis, 1), i -> at(with(i, axis, place)));
    }

    /** A copy of an index or shape with another number at an axis; -1 is the last one. */
    public static int[] with(int[] index, int axis, int number) {
        int[] copy = index.clone();
        copy[axis < 0 ? copy.length + axis : axis] = number;
        return copy;
    }

    /** The same, given: its gradient is not looked at. */
    public Plain given() {
        return new Plain(shape, values, Kind.GIVEN);
    }

    /** The same with other values. */
    public Plain moved(double[] to) {
        return new Plain(shape, to, kind);
    }

    /** A native copy. */
    public NDArray array(NDManager manager) {
        Shape form = new Shape(Arrays.stream(shape).mapToLong(i -> i).toArray());
        if (kind == Kind.WHOLE) {
            return manager.create(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), form);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats, form);
    }
}
