package io.flipside.audit.step;

/**
 * A stage of a search, as its method gives it.
 *
 * @param id by which states and reports name it; of a later stage a larger one
 * @param label for people, in a word
 * @param mostUpdates updates if it does not end early
 */
public record StageFacts(int id, String label, int mostUpdates) {}
