package io.flipside.conformance;

import java.util.List;

/** A kind of golden case: how to run one network on its inputs and what to compare. */
public interface GoldenCase {
    /** The kind; a folder belongs to the longest kind its name begins with. */
    String kind();

    /** Runs the case. */
    List<Comparison> run(GoldenFolder folder);
}
