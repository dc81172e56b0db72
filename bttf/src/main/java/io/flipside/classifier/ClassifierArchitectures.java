package io.flipside.classifier;

import io.flipside.tensor.Choices;
import io.flipside.tensor.JsonConfig;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every kind of classifier there is. One more is a class in this room and a line here. */
final class ClassifierArchitectures {
    /** Of folders that do not say. */
    private static final String DEFAULT = VideoSwinConfig.NAME;

    private static final Choices<ClassifierArchitecture> ALL = new Choices<>(
            "architecture",
            Map.of(
                    VideoSwinConfig.NAME,
                    new NetworkArchitecture(VideoSwinConfig::of, SwinNames::torchvision),
                    R2Plus1dConfig.NAME,
                    new NetworkArchitecture(R2Plus1dConfig::of, UnaryOperator.identity()),
                    "torchscript",
                    new ScriptArchitecture()));

    private ClassifierArchitectures() {}

    /**
     * The kind that {@code config.json} names.
     *
     * @throws io.flipside.tensor.UnknownChoice if there is none of that name
     */
    static ClassifierArchitecture of(JsonConfig json) {
        return ALL.of(json, DEFAULT);
    }
}
