package io.flipside.findings;

/** Whether a cue is named, and if not, which condition it misses first. */
public enum Standing {
    NAMED("named"),
    RARE("in too few of its clips"),
    ELSEWHERE("towards other classes as well"),
    CHANCE("within chance"),
    SAID("the same as a named cue, seen in another way");

    private final String sentence;

    Standing(String sentence) {
        this.sentence = sentence;
    }

    /** For people. */
    public String sentence() {
        return sentence;
    }
}
