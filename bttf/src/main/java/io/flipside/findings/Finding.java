package io.flipside.findings;

/**
 * A cue that goes along with a class.
 *
 * @param group the counterfactuals that show it
 * @param evidence the figures
 * @param sentence all of it for people
 */
public record Finding(ClassPair group, CueEvidence evidence, String sentence) {
    /** What it is about. */
    public CueFamily family() {
        return evidence.cue().family();
    }
}
