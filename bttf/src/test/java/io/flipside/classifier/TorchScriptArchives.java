package io.flipside.classifier;

import io.flipside.tensor.TensorTestAccess;
import java.nio.charset.StandardCharsets;

/** Small TorchScript archives for tests. */
final class TorchScriptArchives {
    private TorchScriptArchives() {}

    static byte[] of(String code) {
        return TensorTestAccess.archive(code.getBytes(StandardCharsets.UTF_8));
    }
}
