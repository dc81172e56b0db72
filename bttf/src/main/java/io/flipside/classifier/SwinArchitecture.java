package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Video Swin. */
final class SwinArchitecture implements ClassifierArchitecture {
    @Override
    public VideoClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager) {
        return SwinClassifier.open(folder, json, files, manager);
    }

    @Override
    public ClassifierCosts costs(Path folder, JsonConfig json, ReadFiles files, ClipSize clip) {
        ClipSize sampled = ClipInput.of(json).sampled(clip);
        VideoSwinConfig config = VideoSwinConfig.of(json);
        return new ClassifierCosts(
                Optional.of(new SwinCost(config, sampled).logits()),
                Float.BYTES * files.weights(folder).values(),
                config.embedDim(),
                config.blocks());
    }
}
