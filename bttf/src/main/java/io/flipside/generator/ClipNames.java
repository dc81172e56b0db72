package io.flipside.generator;

import io.flipside.tensor.SharedPrefix;
import io.flipside.tensor.TensorSource;
import java.util.List;

/** Names of the CLIP vision tower's tensors: Hugging Face's are ours, the original Wan's are mapped to them. */
public final class ClipNames {
    private ClipNames() {}

    /** The same tensors under Hugging Face's names, whichever the file uses. */
    public static TensorSource huggingFace(TensorSource file) {
        if (file.names().stream().anyMatch(name -> name.endsWith(OpenClipTower.SIGN))) {
            return new OpenClipTower(SharedPrefix.without(file, List.of(OpenClipTower.SIGN)));
        }
        return SharedPrefix.without(file, List.of("embeddings.class_embedding"));
    }
}
