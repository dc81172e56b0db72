package io.flipside.method;

import java.util.List;

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

    /** The stages of a search with these settings, in order; at least one. */
    List<Stage> stages(S settings);

    /**
     * Prepares a search: encodes what is frozen, makes no update.
     *
     * @throws io.flipside.UserError if the settings do not fit the models
     */
    Search open(SearchInput input, S settings);
}
