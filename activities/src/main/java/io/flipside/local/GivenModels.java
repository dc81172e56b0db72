package io.flipside.local;

import io.flipside.steps.ModelShelf;
import java.nio.file.Path;
import java.util.List;

/**
 * The two models that a person named by their folders; a request names them by what the folders are called.
 *
 * @param classifierFolder of the one classifier
 * @param generatorFolder of the one generator
 */
public record GivenModels(Path classifierFolder, Path generatorFolder) implements ModelShelf {
    @Override
    public Path classifier(String name) {
        return classifierFolder;
    }

    @Override
    public Path generator(String name) {
        return generatorFolder;
    }

    @Override
    public List<String> classifiers() {
        return List.of(name(classifierFolder));
    }

    /** Name of the generator. */
    public String generatorName() {
        return name(generatorFolder);
    }

    /** Name of the classifier. */
    public String classifierName() {
        return name(classifierFolder);
    }

    // what a request may call a model is plainer than what a folder may be called
    private static String name(Path folder) {
        String plain = String.valueOf(folder.toAbsolutePath().normalize().getFileName())
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        String name = plain.length() > 100 ? plain.substring(0, 100) : plain;
        return name.isEmpty() ? "model" : name;
    }
}
