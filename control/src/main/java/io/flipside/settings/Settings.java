package io.flipside.settings;

import io.flipside.UserError;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * Reads settings through interfaces with {@link ConfigMapping}. They are read when they are needed and not by Quarkus,
 * for commands that need none must start with wrong ones, and embedded services name their addresses late.
 */
public final class Settings {
    private static final int ORDINAL = 100;
    private static final String RIGHT = "must be ";

    private Settings() {}

    /**
     * The settings that an interface names; what is blank counts as not set.
     *
     * @throws UserError naming a setting, its value and what would be right
     */
    public static <T> T of(Config config, Class<T> type) {
        Map<String, String> given = new TreeMap<>();
        for (String name : ConfigClass.configClass(type).getProperties().keySet()) {
            text(config, name).ifPresent(value -> given.put(name, value));
        }
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(given, "settings", ORDINAL))
                    .withMapping(type)
                    .build()
                    .getConfigMapping(type);
        } catch (ConfigValidationException e) {
            throw wrong(e.getProblem(0).getMessage(), given);
        }
    }

    private static UserError wrong(String problem, Map<String, String> given) {
        String name = given.keySet().stream()
                .filter(setting -> problem.contains(setting + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(problem));
        int right = problem.lastIndexOf(RIGHT);
        return wrong(
                name,
                given.getOrDefault(name, ""),
                right < 0 ? "a value that can be read." : problem.substring(right + RIGHT.length()));
    }

    /**
     * What to throw for a setting that is wrong.
     *
     * @param right what it must be
     */
    public static UserError wrong(String name, String value, String right) {
        return new UserError("setting '" + name + "' is '" + value + "'; it must be " + right);
    }

    /** What to throw for a setting that is missing. */
    public static UserError missing(String name) {
        return new UserError("setting '" + name + "' is missing. Give it in the environment as "
                + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
                + ", or leave out flipside.temporal.target to use the embedded services.");
    }

    /** A setting, unless it is missing or blank. */
    public static Optional<String> text(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchElementException e) {
            // not the cause: it shows a part of the value
            throw new UserError("setting '" + name + "' refers to another with ${...} that is not set.");
        }
    }
}
