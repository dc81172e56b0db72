package io.flipside.classifier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleCalls;
import io.flipside.UserError;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import io.flipside.tensor.ReadFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Any differentiable classifier as a TorchScript file whose {@code forward} takes what {@link ClipInput} makes of a clip
 * and gives {@code [N, classes]}: logits, or what {@link ScriptOutput} says. TorchScript is a program: it is loaded only if its bytes have the pinned sha256. Weights are
 * frozen and dropout is off. The first clip also tests that the program is a function with a gradient.
 */
public final class TorchScriptClassifier implements VideoClassifier {
    private static final Set<DataType> OTHER_FLOATS = Set.of(DataType.FLOAT16, DataType.BFLOAT16, DataType.FLOAT64);

    private final PtSymbolBlock module;
    private final ClipInput input;
    private final List<String> classes;
    private final ScriptOutput output;
    private final String origin;
    private boolean tested;

    private TorchScriptClassifier(PtSymbolBlock module, ClipInput input, List<String> classes, ScriptOutput output) {
        this.module = module;
        this.input = input;
        this.classes = classes;
        this.output = output;
        this.origin = output.origin();
    }

    /**
     * Loads a program.
     *
     * @param folder where {@code file} lies
     * @param json its {@code file}, {@code sha256}, {@code classes}, {@code sampling} and normalisation
     * @param manager owner of the weights
     * @throws UserError if the file is missing, has another sha256 or is no TorchScript
     */
    static TorchScriptClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager) {
        ClipInput input = ClipInput.of(json);
        List<String> classes = ClassifierFolder.classes(json);
        PinnedFile file = PinnedFile.of(folder, json, files);
        ScriptOutput output = ScriptOutput.of(json, classes.size(), file.path().toString());
        PtSymbolBlock module;
        try {
            // the bytes that were hashed, not the file again: it could have changed in between
            module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(file.bytes()), true, false);
        } catch (EngineException | IOException e) {
            throw new UserError(
                    "TorchScript file " + file.path() + " cannot be loaded. Export it with torch.jit.save"
                            + " from a PyTorch no newer than 2.7.",
                    e);
        }
        JniUtils.enableInferenceMode(module);
        try (NDManager scope = manager.newSubManager()) {
            // else every backward pass would also fill gradients of weights that nobody reads
            JniUtils.moduleGetParams(module, (PtNDManager) scope).forEach(weight -> weight.setRequiresGradient(false));
        }
        return new TorchScriptClassifier(module, input, classes, output);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UserError if the program fails on the clip, gives another number of classes, has no gradient, or gives
     *     other values when called again
     */
    @Override
    public NDArray logits(NDArray clip) {
        NDArray sampled = input.of(clip);
        if (!tested) {
            toFloat32IfNeeded(sampled);
            ScriptCheck.run(this::run, sampled, origin);
            tested = true;
        }
        return run(sampled);
    }

    private NDArray run(NDArray sampled) {
        try {
            return output.logits(answer(sampled));
        } catch (EngineException e) {
            throw new UserError(
                    "TorchScript file " + origin + " fails on a clip of shape " + sampled.getShape() + ": " + reason(e)
                            + " It must take [N, " + (input.framesFirst() ? "frames, 3" : "3, frames")
                            + ", height, width] of float32; input_format of config.json says which of the two orders,"
                            + " and sampling and resizing how much of it.",
                    e);
        }
    }

    private NDArray answer(NDArray sampled) {
        PtNDManager owner = (PtNDManager) sampled.getManager();
        // a copy: a program may work on its input in place, and the clip is still needed
        PtNDArray own = (PtNDArray) Aten.call("copy", sampled);
        return output.tensor(
                ModuleCalls.answer(module, "forward", owner, own),
                sampled.getShape().get(0));
    }

    /** Weights of another precision that do not take a float32 clip become float32: the same numbers, at full precision. */
    private void toFloat32IfNeeded(NDArray sampled) {
        try (NDManager scope = sampled.getManager().newSubManager()) {
            try {
                NDArray once = Autograd.unrecorded(() -> answer(inside(scope, sampled)));
                output.checkDeclared(once);
            } catch (EngineException e) {
                List<NDArray> others = JniUtils.moduleGetParams(module, (PtNDManager) scope).stream()
                        .filter(weight -> OTHER_FLOATS.contains(weight.getDataType()))
                        .toList();
                others.forEach(weight -> Aten.call("to_float32", weight));
                if (!others.isEmpty()) {
                    output.checkDeclared(Autograd.unrecorded(() -> {
                        NDArray again = run(inside(scope, sampled));
                        return output.probabilities() ? again.exp() : again;
                    }));
                }
            }
        }
    }

    private static NDArray inside(NDManager scope, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(scope);
        return copy;
    }

    private static String reason(EngineException e) {
        List<String> lines = String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "" : Printable.of(lines.get(lines.size() - 1).strip()) + ".";
    }
}
