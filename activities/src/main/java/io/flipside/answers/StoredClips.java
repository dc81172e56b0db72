package io.flipside.answers;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipReader;
import io.flipside.explain.Rendered;
import io.flipside.file.ScratchFolder;
import io.flipside.frames.RgbFrames;
import io.flipside.record.AuditKeys;
import io.flipside.record.Unreadable;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.ObjectStore;
import java.util.Optional;

/** The lossless clips that audits left in the store, read one at a time. */
public final class StoredClips {
    private static final String ORIGINAL = "original.mkv";

    private final ObjectStore store;

    public StoredClips(ObjectStore store) {
        this.store = store;
    }

    /** The clip that an audit was about, as the generator saw it; empty if it is not there or damaged. */
    public Optional<RgbFrames> original(String audit) {
        return read(AuditKeys.file(audit, ORIGINAL));
    }

    /** The clip that an audit wrote; empty if it is not there or damaged. */
    public Optional<RgbFrames> written(String audit) {
        return read(AuditKeys.file(audit, Rendered.EVIDENCE));
    }

    private Optional<RgbFrames> read(String key) {
        try {
            return Unreadable.orEmpty(() -> store.stat(key).map(this::frames));
        } catch (ArtifactMissing | UserError e) {
            return Optional.empty(); // one that cannot be read keeps nobody from the others
        }
    }

    private RgbFrames frames(ArtifactRef ref) {
        return ScratchFolder.using(folder ->
                ClipReader.read(store.fetch(ref, folder), ClipLimits.DEFAULT).frames());
    }
}
