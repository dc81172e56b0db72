package io.flipside.checkpoint;

import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactTooLarge;
import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the manifests of an audit. */
final class Manifests {
    // far above any search of ours: some 25,000 reports
    private static final long MOST_BYTES = 4L << 20;

    private final ObjectStore store;

    Manifests(ObjectStore store) {
        this.store = store;
    }

    /**
     * Those that are in order; a manifest that is gone by now was removed as old and is passed over.
     *
     * @param keys every key of the audit
     * @param skipped gets those that are damaged
     */
    List<Saved> of(String audit, List<String> keys, List<Skipped> skipped) {
        List<Saved> result = new ArrayList<>();
        for (String name : keys) {
            Optional<CheckpointKey> key = CheckpointKey.parse(audit, name).filter(k -> CheckpointKey.isManifest(name));
            if (key.isPresent()) {
                try {
                    store.find(name, MOST_BYTES).ifPresent(bytes -> add(key.get(), bytes, result, skipped));
                } catch (ArtifactCorrupt | ArtifactTooLarge e) {
                    skipped.add(new Skipped(name, String.valueOf(e.getMessage())));
                }
            }
        }
        return result;
    }

    private static void add(CheckpointKey key, byte[] bytes, List<Saved> result, List<Skipped> skipped) {
        SealedJson.read(bytes, Manifest.class)
                .or(() -> SealedJson.read(bytes, FirstManifest.class).map(FirstManifest::asNow))
                .filter(manifest -> manifest.isSound(key))
                .ifPresentOrElse(
                        manifest -> result.add(new Saved(key, manifest)),
                        () -> skipped.add(new Skipped(key.manifest(), "Its manifest is damaged.")));
    }
}
