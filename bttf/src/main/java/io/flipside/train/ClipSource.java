package io.flipside.train;

import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorProfile;
import java.util.Iterator;
import java.util.List;

/** Clips to learn from, all of one length and size: drawn by code, or a person's own. */
public interface ClipSource {
    /** Their length, size and rate. */
    GeneratorProfile profile();

    /** Names of their classes, in the order of labels. */
    List<String> classes();

    /** How many different ones there are; the largest number there is if they are drawn without end. */
    long size();

    /**
     * An endless stream of them; the same from the same place on.
     *
     * @param place how many to leave out, when a run resumes
     */
    Iterator<Sample> from(long place);

    /** Clips for a generator to learn from, in groups that begin with the same frame; the stream may end. */
    Iterator<List<RgbFrames>> looks();

    /** What a resumed run must have in common with the saved one besides its seeds; empty if the seeds say it all. */
    String identity();
}
