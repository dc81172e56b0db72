package io.flipside.audit.step;

import java.util.Optional;

/**
 * What another classifier says of a flip.
 *
 * @param classifier its name
 * @param sameData whether it was trained on the data of the classifier under audit; else on other data
 * @param before most probable class of the original; empty if it was not asked
 * @param after most probable class of the written clip; empty if it was not asked
 * @param sha256 of its weights; empty if it was not asked
 * @param notAsked why it was not asked
 */
public record Opinion(
        String classifier,
        boolean sameData,
        Optional<String> before,
        Optional<String> after,
        Optional<String> sha256,
        Optional<String> notAsked) {}
