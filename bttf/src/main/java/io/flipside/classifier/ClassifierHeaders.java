package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What does not fit in a classifier's folder, from its configuration and headers; a program is only hashed. */
public final class ClassifierHeaders {
    private ClassifierHeaders() {}

    /**
     * All that does not fit. No tensor is read and no engine is started.
     *
     * @return sentences; empty if everything fits
     * @throws UserError if a file is missing or cannot be read
     */
    public static List<String> problems(Path folder) {
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve("config.json"));
        ClassifierArchitectures.of(json);
        List<String> classes = ClassifierFolder.classes(json);
        ClipInput.of(json);
        if (json.text("architecture", "video-swin").equals("torchscript")) {
            ScriptOutput.of(json, classes.size(), json.origin());
            PinnedFile.of(folder, json, files);
            return List.of();
        }
        VideoSwinConfig config = VideoSwinConfig.of(json);
        List<String> problems = new ArrayList<>();
        try {
            SwinClassifier.checkClasses(config, classes);
        } catch (UserError e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        problems.addAll(TensorCheck.problems(
                SwinNames.torchvision(files.weights(folder)),
                p -> new VideoSwin(p, config),
                SwinClassifier::isHarmless));
        return problems;
    }
}
