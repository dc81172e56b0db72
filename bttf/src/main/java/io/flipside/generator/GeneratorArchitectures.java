package io.flipside.generator;

import io.flipside.tensor.Choices;
import io.flipside.tensor.JsonConfig;
import java.util.Map;

/** Every kind of generator there is. One more is a class in this room and a line here. */
final class GeneratorArchitectures {
    /** Of folders that do not say. */
    private static final String DEFAULT = "wan2.1-i2v";

    private static final Choices<GeneratorArchitecture> ALL =
            new Choices<>("architecture", Map.of(DEFAULT, new WanArchitecture()));

    private GeneratorArchitectures() {}

    /**
     * The kind that {@code generator.json} names.
     *
     * @throws io.flipside.tensor.UnknownChoice if there is none of that name
     */
    static GeneratorArchitecture of(JsonConfig json) {
        return ALL.of(json, DEFAULT);
    }
}
