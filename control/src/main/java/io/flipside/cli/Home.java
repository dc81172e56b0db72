package io.flipside.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.UserError;
import io.flipside.file.NamedFolders;
import io.flipside.service.ServiceConfig;
import io.flipside.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the shipped models and those of the library are, and names for them. */
public final class Home {
    /** Name of the shipped small models. */
    public static final String TINY = "tiny";

    private static final String LIBRARY = "flipside-library";
    private static final String ADAPTER = "adapter.safetensors";

    private Home() {}

    /** Folder of the models that requests may name. */
    public static Path models() {
        return root().resolve("embedded/models");
    }

    /** Folder of the models that were added by name: as set, else in the current folder. */
    public static Path library() {
        return Settings.of(ConfigProvider.getConfig(), ServiceConfig.class)
                .library()
                .orElse(Path.of(LIBRARY));
    }

    /** Where the library is unless a setting says otherwise: beside the data of a service. */
    public static Path libraryBeside(Path data) {
        return data.toAbsolutePath().normalize().resolveSibling(LIBRARY);
    }

    public static Path root() {
        String home = System.getProperty("flipside.home");
        if (home == null) {
            throw new UserError("the installation folder is not known. Start Flipside with its launcher, ./flipside.");
        }
        return Path.of(home);
    }

    /**
     * A classifier by name or folder.
     *
     * @throws UserError naming the known ones if it is neither
     */
    public static Path classifier(String name) {
        return named("classifiers", name);
    }

    /**
     * A generator by name or folder.
     *
     * @throws UserError naming the known ones if it is neither
     */
    public static Path generator(String name) {
        return named("generators", name);
    }

    /** The shift of the noise schedule that a generator of the library was published with, if its folder says. */
    static Optional<Double> publishedShift(String generator) {
        return new NamedFolders(library())
                .find("generators", generator)
                .map(folder -> folder.resolve("generator.json"))
                .filter(Files::isRegularFile)
                .map(Home::json)
                .map(profile -> profile.path("shift"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue);
    }

    /** Classes of a classifier; empty if it is not on this machine, or its folder does not name them. */
    static List<String> classes(String classifier) {
        Path folder = classifier.equals(TINY)
                ? models().resolve("classifiers").resolve(TINY)
                : new NamedFolders(library())
                        .find("classifiers", classifier)
                        .or(() -> new NamedFolders(models()).find("classifiers", classifier))
                        .orElse(Path.of(classifier));
        Path config = folder.resolve("config.json");
        List<String> classes = new ArrayList<>();
        if (Files.isRegularFile(config)) {
            json(config).path("classes").forEach(name -> classes.add(name.asText()));
        }
        return classes;
    }

    private static JsonNode json(Path file) {
        try {
            return Api.mapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UserError("config file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * An adapter by name or file.
     *
     * @throws UserError naming the known ones if it is neither
     */
    public static Path adapter(Path file) {
        NamedFolders library = new NamedFolders(library());
        String name = file.toString();
        return library.find("adapters", name)
                .map(folder -> folder.resolve(ADAPTER))
                .orElseGet(() -> {
                    if (NamedFolders.isName(name) && !Files.exists(file)) {
                        throw unknown("adapters", name, library.names("adapters"));
                    }
                    return file;
                });
    }

    private static Path named(String kind, String name) {
        if (name.equals(TINY)) {
            return models().resolve(kind).resolve(TINY);
        }
        NamedFolders library = new NamedFolders(library());
        NamedFolders shipped = new NamedFolders(models());
        return library.find(kind, name).or(() -> shipped.find(kind, name)).orElseGet(() -> {
            if (NamedFolders.isName(name) && !Files.exists(Path.of(name))) {
                throw unknown(
                        kind,
                        name,
                        Stream.concat(shipped.names(kind).stream(), library.names(kind).stream())
                                .distinct()
                                .toList());
            }
            return Path.of(name);
        });
    }

    private static UserError unknown(String kind, String name, List<String> names) {
        return new UserError("'" + name + "' is neither one of the " + kind + " of the library "
                + library().toAbsolutePath().normalize() + " ("
                + (names.isEmpty() ? "it has none" : String.join(", ", names))
                + ") nor a folder or file here. Add it with 'flipside models add " + name + " DIR', or give its path.");
    }
}
