package io.flipside.explain;

import io.flipside.method.UpdateReport;

/** Told what an explanation is doing. */
public interface ExplainProgress {
    /** A step outside the search began, in a few words. */
    void step(String name);

    /**
     * An update of the search is done.
     *
     * @param done updates so far
     * @param most updates if no stage ends early
     */
    void update(UpdateReport report, int done, int most);
}
