package io.flipside.classifier;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.TensorCheck;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A network of ours.
 *
 * @param dimensions reads them from {@code config.json}
 * @param names brings public namings of its tensors to ours
 */
record NetworkArchitecture(Function<JsonConfig, NetworkForm> dimensions, UnaryOperator<TensorSource> names)
        implements ClassifierArchitecture {
    @Override
    public VideoClassifier open(Path folder, JsonConfig json, ReadFiles files, NDManager manager) {
        for (String field : List.of("output", "output_key", "input_format")) {
            if (json.has(field)) {
                throw new UserError(
                        "config " + json.origin() + ": " + field + " is for TorchScript; a network of ours always"
                                + " takes channels first and gives logits. Take the field away.");
            }
        }
        return NetworkClassifier.open(
                new NetworkClassifier.Source(folder, json, dimensions.apply(json)),
                names.apply(files.weights(folder)),
                manager);
    }

    @Override
    public ClassifierCosts costs(Path folder, JsonConfig json, ReadFiles files, ClipSize clip) {
        ClipSize sampled = ClipInput.of(json).sampled(clip);
        NetworkForm form = dimensions.apply(json);
        return new ClassifierCosts(
                Optional.of(form.cost(sampled)),
                Float.BYTES * files.weights(folder).values(),
                form.width(),
                form.blocks());
    }

    @Override
    public List<String> problems(Path folder, JsonConfig json, ReadFiles files) {
        NetworkForm form = dimensions.apply(json);
        List<String> problems = new ArrayList<>();
        try {
            NetworkClassifier.checkClasses(form.classes(), ClassifierFolder.classes(json));
        } catch (UserError e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        problems.addAll(
                TensorCheck.problems(names.apply(files.weights(folder)), form::network, NetworkClassifier::isHarmless));
        return problems;
    }

    @Override
    public Optional<NetworkForm> form(JsonConfig json) {
        return Optional.of(dimensions.apply(json));
    }
}
