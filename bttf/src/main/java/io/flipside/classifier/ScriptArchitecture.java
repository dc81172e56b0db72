package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Any TorchScript program. */
final class ScriptArchitecture implements ClassifierArchitecture {
    @Override
    public VideoClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager) {
        return TorchScriptClassifier.open(folder, json, files, manager);
    }

    @Override
    public ClassifierCosts costs(Path folder, JsonConfig json, ReadFiles files, ClipSize clip) {
        ClipInput.of(json).sampled(clip);
        PinnedFile file = PinnedFile.of(folder, json, files);
        return new ClassifierCosts(Optional.empty(), file.bytes().length);
    }

    @Override
    public List<String> problems(Path folder, JsonConfig json, ReadFiles files) {
        ScriptOutput.of(json, ClassifierFolder.classes(json).size(), json.origin());
        PinnedFile.of(folder, json, files);
        return List.of();
    }

    @Override
    public Optional<NetworkForm> form(JsonConfig json) {
        return Optional.empty();
    }
}
