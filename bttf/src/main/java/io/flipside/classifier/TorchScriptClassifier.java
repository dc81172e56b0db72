package io.flipside.classifier;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ModuleCalls;
import io.flipside.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Any differentiable classifier as a TorchScript archive. An archive is code: it is loaded only if the sha256 of its
 * bytes is the pinned one, and from the very bytes that were hashed.
 */
public final class TorchScriptClassifier implements VideoClassifier {
    private final PtSymbolBlock module;
    private final ClipInput input;
    private final List<String> classes;

    private TorchScriptClassifier(PtSymbolBlock module, ClipInput input, List<String> classes) {
        this.module = module;
        this.input = input;
        this.classes = List.copyOf(classes);
    }

    /**
     * Loads an archive.
     *
     * @param sha256 the pinned fingerprint, hexadecimal
     * @param manager owner of the module
     * @throws UserError if the file is missing, is another one, or is no TorchScript
     */
    public static TorchScriptClassifier open(
            Path file, String sha256, ClipInput input, List<String> classes, NDManager manager) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserError("TorchScript file " + file + " cannot be read. Check the field 'file'.", e);
        }
        String actual = fingerprint(bytes);
        if (!actual.equals(sha256.toLowerCase(Locale.ROOT))) {
            throw new UserError("TorchScript file " + file + " has sha256 " + actual + ", the pinned one is " + sha256
                    + ". It is not loaded. Get the right file, or pin the new one after checking where it comes from.");
        }
        try {
            PtSymbolBlock module =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(bytes), true, false);
            JniUtils.enableInferenceMode(module);
            return new TorchScriptClassifier(module, input, classes);
        } catch (EngineException | IOException e) {
            throw new UserError("file " + file + " is not a TorchScript archive that this libtorch can load.", e);
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public NDArray logits(NDArray clip) {
        NDArray read = input.of(clip);
        NDArray logits = ModuleCalls.run(module, "forward", (PtNDManager) clip.getManager(), read)[0];
        if (logits.getShape().dimension() != 2 || logits.getShape().get(1) != classes.size()) {
            throw new UserError("the TorchScript classifier returns shape " + logits.getShape() + "; it must be [N, "
                    + classes.size() + "], one logit for each of its classes.");
        }
        return logits;
    }
}
