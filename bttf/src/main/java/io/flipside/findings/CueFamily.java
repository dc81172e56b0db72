package io.flipside.findings;

import java.util.Locale;

/** What a cue is about. Of a family only the cue that is most plainly to be seen is named. */
public enum CueFamily {
    MOTION,
    BRIGHTNESS,
    COLOUR,
    FLICKER,
    CONTRAST,
    PLACE,
    SECOND_THING;

    /** Lower case with a hyphen. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
