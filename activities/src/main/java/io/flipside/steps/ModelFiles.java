package io.flipside.steps;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The models that an audit names, as they lie on this worker's disk.
 *
 * @param classifier folder
 * @param generator folder
 * @param adapter file
 * @param vouched whether the limits in the adapter's file count: the operator has put it here
 */
record ModelFiles(Path classifier, Path generator, Optional<Path> adapter, boolean vouched) {
    /** How they look now. */
    Stamps stamps() {
        return new Stamps(FolderStamp.of(classifier), FolderStamp.of(generator), adapter.map(FolderStamp::of));
    }

    /** Of each of them. */
    record Stamps(FolderStamp classifier, FolderStamp generator, Optional<FolderStamp> adapter) {
        /** Size of all files. */
        long bytes() {
            return classifier.bytes()
                    + generator.bytes()
                    + adapter.map(FolderStamp::bytes).orElse(0L);
        }
    }
}
