package io.flipside.local;

import io.flipside.UserError;
import io.flipside.generator.GeneratorFolder;
import io.flipside.metric.MetricWeights;
import io.flipside.steps.ModelShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The two models that a person named by their folders; a request names them by what the folders are called.
 *
 * @param classifierFolder of the one classifier
 * @param generatorFolder of the one generator
 * @param metricWeights where metrics find the weights of their networks
 */
public record GivenModels(Path classifierFolder, Path generatorFolder, MetricWeights metricWeights)
        implements ModelShelf {
    /** Without weights of metrics. */
    public GivenModels(Path classifierFolder, Path generatorFolder) {
        this(classifierFolder, generatorFolder, MetricWeights.NONE);
    }

    /** @throws UserError if it is not there */
    @Override
    public Path classifier(String name) {
        return there("classifier", classifierFolder);
    }

    /** @throws UserError if it is not there */
    @Override
    public Path generator(String name) {
        Path folder = there("generator", generatorFolder);
        GeneratorFolder.refusePublished(folder);
        return folder;
    }

    @Override
    public List<String> classifiers() {
        return List.of(name(classifierFolder));
    }

    /** {@inheritDoc} Whoever runs it here has given its file. */
    @Override
    public boolean hasAdapter(String sha256) {
        return true;
    }

    /** Name of the generator. */
    public String generatorName() {
        return name(generatorFolder);
    }

    /** Name of the classifier. */
    public String classifierName() {
        return name(classifierFolder);
    }

    private static Path there(String kind, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError(kind + " folder " + folder + " does not exist. Check --" + kind + ".");
        }
        return folder;
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
