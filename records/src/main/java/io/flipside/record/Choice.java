package io.flipside.record;

import java.util.Optional;

/**
 * What somebody answered who was shown both clips of an audit, without being told which is which, and asked which of them
 * is of a class.
 *
 * @param version of the layout: {@value #VERSION}
 * @param question as it was asked; a question is answered once
 * @param asked the class
 * @param chosen {@code original} or {@code counterfactual}
 * @param right whether that is the clip that the classifier calls so
 * @param atMillis when, epoch milliseconds
 * @param who answered, as they call themselves; empty if they did not say
 */
public record Choice(
        int version, String question, String asked, String chosen, boolean right, long atMillis, Optional<String> who) {
    /** Of the layout that is written. */
    public static final int VERSION = 1;
}
