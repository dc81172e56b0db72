package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Classifiers to ask for a second opinion about a flip, in folders beside that of the classifier under audit.
 *
 * @param sameData trained on the same data, from another seed or of another architecture: what they say alike lies in the data
 * @param independent trained on other data of the same classes: what they say lies in the classes
 */
public record OtherClassifiers(List<Path> sameData, List<Path> independent) {
    /** File in the folder of the classifier under audit. */
    public static final String FILE = "opinions.json";

    /** Nobody. */
    public static final OtherClassifiers NONE = new OtherClassifiers(List.of(), List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public OtherClassifiers {
        sameData = List.copyOf(sameData);
        independent = List.copyOf(independent);
    }

    /**
     * Those that a classifier's folder names; nobody if it has no such file. They need not be there.
     *
     * @throws UserError naming the field that cannot be
     */
    public static OtherClassifiers find(Path classifier) {
        Path file = classifier.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        JsonConfig json = JsonConfig.read(file);
        return new OtherClassifiers(folders(classifier, json, "sameData"), folders(classifier, json, "independent"));
    }

    private static List<Path> folders(Path classifier, JsonConfig json, String field) {
        if (!json.has(field)) {
            return List.of();
        }
        return json.texts(field).stream()
                .map(name -> {
                    if (!NAME.matcher(name).matches()) {
                        throw new UserError("config " + json.origin() + ": " + field + " has '" + Printable.of(name)
                                + "'; it must be the name of a folder beside this classifier's.");
                    }
                    return classifier.toAbsolutePath().normalize().resolveSibling(name);
                })
                .toList();
    }
}
