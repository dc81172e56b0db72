package io.flipside.method;

import io.flipside.classifier.ClassifierCosts;
import io.flipside.generator.GeneratorCosts;
import java.util.List;
import java.util.Optional;

/**
 * A way of searching for counterfactuals. An implementation is public, has a public constructor without arguments, and
 * is named in {@code META-INF/services/io.flipside.method.SearchMethod} of its jar: that is all it takes to add one.
 *
 * @param <S> its settings
 */
public interface SearchMethod<S extends MethodSettings> {
    /** The name by which requests ask for it: lower case, unlike any other's. */
    String name();

    /** The type of its settings. */
    Class<S> settingsType();

    /**
     * The settings that a plan says: all that the method needs is taken from it, nothing else may be in it.
     *
     * @throws SettingRefused naming the field that lacks or cannot be
     */
    S settings(MethodPlan plan);

    /** The stages of a search with these settings, in order; at least one. */
    List<Stage> stages(S settings);

    /**
     * The settings of the same search, had it been planned to end in this stage: with them a state that was left there is
     * drawn, and the result says so. The same settings where that makes no difference.
     *
     * @param stage id of one of its stages
     */
    S until(S settings, int stage);

    /**
     * What a search with these settings costs at most, before anything is loaded; empty if the method does not know.
     *
     * @throws SettingRefused if a setting does not fit the models
     */
    default Optional<Forecast> forecast(GeneratorCosts generator, ClassifierCosts classifier, S settings) {
        return Optional.empty();
    }

    /**
     * Prepares a search: encodes what is frozen, makes no update.
     *
     * @throws SettingRefused if a setting does not fit the models
     */
    Search open(SearchInput input, S settings);
}
