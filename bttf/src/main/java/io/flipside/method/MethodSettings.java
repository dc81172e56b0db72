package io.flipside.method;

import java.util.Map;

/** What steers a search besides clip, models and target class. Each method has a record of its own. */
public interface MethodSettings {
    /** Name of the method that these steer, as in {@link SearchMethod#name}. */
    String method();

    /**
     * Every setting by the name that results and reports give it, in the order to show: nobody could repeat a search
     * without. The seed is not among them.
     *
     * @return numbers, words and truth values
     */
    Map<String, Object> named();

    /**
     * Those settings that decide what an update computes, by name, however long the search may run: states of searches
     * that are equal in them may be taken up from each other. A setting that people may change while a search is under way
     * is not among them, nor is one that changes no bit.
     *
     * @return numbers, words, truth values and such maps
     */
    default Map<String, Object> decisive() {
        return named();
    }
}
