package io.flipside.classifier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleCalls;
import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Any differentiable classifier as a TorchScript file whose {@code forward} takes {@code [N, 3, frames, H, W]} and gives
 * {@code [N, classes]}. TorchScript is a program: it is loaded only if its bytes have the pinned sha256. Weights are
 * frozen and dropout is off. The first clip also tests that the program is a function with a gradient.
 */
public final class TorchScriptClassifier implements VideoClassifier {
    private final PtSymbolBlock module;
    private final ClipInput input;
    private final List<String> classes;
    private final String origin;
    private boolean tested;

    private TorchScriptClassifier(PtSymbolBlock module, ClipInput input, List<String> classes, String origin) {
        this.module = module;
        this.input = input;
        this.classes = classes;
        this.origin = origin;
    }

    /**
     * Loads a program.
     *
     * @param folder where {@code file} lies
     * @param json its {@code file}, {@code sha256}, {@code classes}, {@code sampling} and normalisation
     * @param manager owner of the weights
     * @throws UserError if the file is missing, has another sha256 or is no TorchScript
     */
    static TorchScriptClassifier open(Path folder, JsonConfig json, NDManager manager) {
        ClipInput input = ClipInput.of(json);
        List<String> classes = ClassifierFolder.classes(json);
        PinnedFile file = PinnedFile.of(folder, json);
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
        return new TorchScriptClassifier(module, input, classes, file.path().toString());
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
            ScriptCheck.run(this::run, sampled, origin);
            tested = true;
        }
        return run(sampled);
    }

    private NDArray run(NDArray sampled) {
        PtNDArray[] answer;
        try {
            answer = ModuleCalls.run(module, "forward", (PtNDManager) sampled.getManager(), (PtNDArray) sampled);
        } catch (EngineException e) {
            throw new UserError(
                    "TorchScript file " + origin + " fails on a clip of shape " + sampled.getShape()
                            + ". It must take [N, 3, frames, height, width].",
                    e);
        }
        long batch = sampled.getShape().get(0);
        if (answer.length != 1 || !answer[0].getShape().equals(new Shape(batch, classes.size()))) {
            throw new UserError("TorchScript file " + origin + " gives "
                    + (answer.length == 1 ? "an array of shape " + answer[0].getShape() : answer.length + " arrays")
                    + ". It must give [N, " + classes.size() + "], a logit for each of the classes in config.json.");
        }
        return answer[0];
    }
}
