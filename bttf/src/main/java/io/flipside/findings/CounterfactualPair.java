package io.flipside.findings;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;

/**
 * A clip and its counterfactual.
 *
 * @param name for people; unlike that of any other pair
 * @param originalClass what the classifier calls the original
 * @param targetClass what it was asked to call the counterfactual
 * @param original the clip
 * @param counterfactual as many frames of the same size
 */
public record CounterfactualPair(
        String name, String originalClass, String targetClass, RgbFrames original, RgbFrames counterfactual) {
    /**
     * Checks that the two can be compared.
     *
     * @throws UserError if they differ in length or size, or the class was not to change
     */
    public CounterfactualPair {
        if (original.count() != counterfactual.count()
                || original.height() != counterfactual.height()
                || original.width() != counterfactual.width()) {
            throw new UserError("'" + name + "': the original has " + said(original) + ", the counterfactual "
                    + said(counterfactual) + ". Both must have the same length and size: leave it out.");
        }
        if (originalClass.equals(targetClass)) {
            throw new UserError("'" + name + "': original and target are both '" + originalClass
                    + "'. A counterfactual is of another class: leave it out.");
        }
    }

    private static String said(RgbFrames frames) {
        return frames.count() + " frames of " + frames.width() + "x" + frames.height();
    }
}
