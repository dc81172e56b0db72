package io.flipside.classifier;

import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import java.nio.file.Path;
import java.util.List;

/** What does not fit in a classifier's folder, from its configuration and headers; a program is only hashed. */
public final class ClassifierHeaders {
    private ClassifierHeaders() {}

    /**
     * All that does not fit. No tensor is read and no engine is started.
     *
     * @return sentences; empty if everything fits
     * @throws io.flipside.UserError if a file is missing or cannot be read
     */
    public static List<String> problems(Path folder) {
        ReadFiles files = new ReadFiles(folder);
        JsonConfig json = files.config(folder.resolve("config.json"));
        ClassifierArchitecture architecture = ClassifierArchitectures.of(json);
        ClassifierFolder.classes(json);
        ClipInput.of(json);
        return architecture.problems(folder, json, files);
    }
}
