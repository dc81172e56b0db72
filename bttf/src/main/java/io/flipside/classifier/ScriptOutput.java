package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.ModuleCalls;
import io.flipside.UserError;
import io.flipside.tensor.Aten;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import java.util.Optional;
import java.util.Set;

/**
 * What a TorchScript program answers, and how it becomes logits.
 *
 * @param key of the answer in a dictionary, if it answers one
 * @param probabilities whether it ends in a softmax: its logarithm is taken then
 * @param classes how many there are
 * @param origin the program, for messages
 */
record ScriptOutput(Optional<String> key, boolean probabilities, int classes, String origin) {
    private static final Set<DataType> FLOATS = Set.of(DataType.FLOAT64, DataType.FLOAT16, DataType.BFLOAT16);
    private static final double SUM_TOLERANCE = 2e-3;

    /**
     * Reads {@code output}, which is {@code "logits"} or {@code "probabilities"}, and {@code output_key}.
     *
     * @throws UserError naming a field that does not fit
     */
    static ScriptOutput of(JsonConfig json, int classes, String origin) {
        String kind = json.text("output", "logits");
        if (!kind.equals("logits") && !kind.equals("probabilities")) {
            throw new UserError("config " + json.origin() + ": output is '" + Printable.of(kind)
                    + "'. It must be 'logits', the default, or 'probabilities'.");
        }
        Optional<String> key = json.has("output_key") ? Optional.of(json.text("output_key", "")) : Optional.empty();
        return new ScriptOutput(key, kind.equals("probabilities"), classes, origin);
    }

    /**
     * The answer's tensor as float32, with its graph.
     *
     * @param batch clips that were asked about
     * @throws UserError if it is missing, of another kind, type or shape
     */
    NDArray tensor(ModuleCalls.Answer answer, long batch) {
        NDArray tensor = chosen(answer);
        if (!tensor.getShape().equals(new Shape(batch, classes))) {
            throw wrong("an array of shape " + tensor.getShape());
        }
        DataType type = tensor.getDataType();
        if (type == DataType.FLOAT32) {
            return tensor;
        } else if (!FLOATS.contains(type)) {
            throw wrong("numbers of type " + type);
        }
        return Aten.call("as_float32", tensor);
    }

    /** From {@link #tensor} to logits: the softmax of a logarithm of probabilities gives them back. */
    NDArray logits(NDArray tensor) {
        return probabilities ? tensor.clip(Float.MIN_NORMAL, Float.MAX_VALUE).log() : tensor;
    }

    /** @throws UserError if probabilities are declared and these are none */
    void checkDeclared(NDArray tensor) {
        float[] values = probabilities ? tensor.toFloatArray() : new float[0];
        for (int row = 0; row < values.length; row += classes) {
            double sum = 0;
            boolean negative = false;
            for (int i = 0; i < classes; i++) {
                sum += values[row + i];
                negative |= values[row + i] < 0;
            }
            if (negative || Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new UserError("TorchScript file " + origin + " gives no probabilities, although config.json says"
                        + " so: " + (negative ? "some are negative" : "they sum to " + sum)
                        + ". Take \"output\" away if it gives logits.");
            }
        }
    }

    private NDArray chosen(ModuleCalls.Answer answer) {
        if (answer.named().isEmpty() && key.isPresent()) {
            throw wrong("a " + Printable.of(answer.kind()) + ", and no dictionary with the key that output_key names");
        } else if (!answer.named().isEmpty()) {
            String keys = Printable.of(String.join(", ", answer.named().keySet()));
            String name = key.orElseThrow(() -> new UserError("TorchScript file " + origin
                    + " gives a dictionary with " + keys + ". Say in config.json which one holds the answer, as"
                    + " \"output_key\"."));
            return Optional.ofNullable(answer.named().get(name))
                    .orElseThrow(() -> new UserError("TorchScript file " + origin + " gives a dictionary with " + keys
                            + ", but output_key is '" + Printable.of(name) + "'."));
        } else if (answer.tensors().length != 1) {
            throw wrong(
                    answer.tensors().length > 1
                            ? answer.tensors().length + " arrays"
                            : "a " + Printable.of(answer.kind()));
        }
        return answer.tensors()[0];
    }

    private UserError wrong(String what) {
        return new UserError("TorchScript file " + origin + " gives " + what + ". It must give [N, " + classes
                + "], a logit for each of the classes in config.json.");
    }
}
