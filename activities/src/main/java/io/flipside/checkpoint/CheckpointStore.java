package io.flipside.checkpoint;

import ai.djl.ndarray.NDManager;
import io.flipside.artifact.ArtifactRef;
import io.flipside.method.SearchState;
import io.flipside.store.ArtifactCorrupt;
import io.flipside.store.ArtifactMissing;
import io.flipside.store.ArtifactTooLarge;
import io.flipside.store.Content;
import io.flipside.store.ObjectConflict;
import io.flipside.store.ObjectStore;
import io.flipside.store.StoreUnavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints of searches in an object store.
 *
 * <p>Layout: {@code audits/<audit>/checkpoints/<stage>/<iteration>-<attempt>.safetensors}, and next to it {@code .json},
 * the manifest; below {@code log/} the reports of earlier updates. The data comes first and the manifest last, each written once and never replaced; so a kill at any
 * moment leaves the previous checkpoint, the new one, or both. A new owner of an audit calls {@link #takeOver} before
 * {@link #newest}: from then on the former one stops at its next save, and what it has just written is at worst one
 * more checkpoint of the same bits.
 *
 * <p>Every method throws {@link io.flipside.store.StoreUnavailable} if the store is down; all of them may be repeated.
 */
public final class CheckpointStore {
    static final String JSON = "application/json";
    private static final String TENSORS = "application/vnd.safetensors";
    // far above any search of ours: twenty minutes of 512x512 with both moments
    private static final long MOST_STATE_BYTES = 2L << 30;

    private final ObjectStore store;
    private final Manifests manifests;
    private final StateFiles files;
    private final ReportLog log;
    private final CheckpointMeters meters = new CheckpointMeters(System::nanoTime);

    /**
     * @param store where checkpoints lie
     * @param manager for the copies of tensors that a file is made of
     * @param scratch folder for short-lived files; made if it is missing
     */
    public CheckpointStore(ObjectStore store, NDManager manager, Path scratch) {
        this.store = store;
        this.manifests = new Manifests(store);
        this.files = new StateFiles(manager, scratch);
        this.log = new ReportLog(store);
    }

    /**
     * Makes the caller the owner of an audit, whoever owned it: the next higher attempt. For callers whom something
     * else, such as a workflow, has given the audit.
     */
    public Fence takeOver(String audit) {
        Fence fence = Fence.next(store, audit);
        meters.begun();
        return fence;
    }

    /** The caller has done with the audit that it took over, whatever became of it: nothing grows old here. */
    public void letGo() {
        meters.ended();
    }

    /**
     * {@link #write} and {@link #tidy}.
     *
     * @throws Fenced if a higher attempt owns the audit; at most this one checkpoint has been written
     * @throws ObjectConflict if the same attempt has saved another state as this iteration
     */
    public void save(Checkpoint checkpoint) {
        write(checkpoint);
        tidy(checkpoint);
    }

    /**
     * Writes a checkpoint. Equal checkpoints give equal bytes, and to write one twice changes nothing.
     *
     * @throws Fenced if a higher attempt owns the audit
     * @throws ObjectConflict if the same attempt has saved another state as this iteration
     */
    public void write(Checkpoint checkpoint) {
        new Fence(store, checkpoint.audit(), checkpoint.attempt()).check();
        CheckpointKey key = CheckpointKey.of(checkpoint);
        ArtifactRef data = files.write(checkpoint.state(), content -> putData(key, content));
        List<String> logs = log.write(checkpoint.audit(), checkpoint.reports());
        store.putIfAbsent(key.manifest(), SealedJson.write(Manifest.of(checkpoint, data, logs)), JSON);
        meters.written(data.bytes());
    }

    /**
     * Removes the checkpoints up to this one that are neither among the newest two nor the best. May run while the next
     * one is written.
     *
     * @throws Fenced if a higher attempt owns the audit: it alone judges what may go
     */
    public void tidy(Checkpoint checkpoint) {
        new Fence(store, checkpoint.audit(), checkpoint.attempt()).check();
        List<String> keys = store.list(CheckpointKey.folder(checkpoint.audit()));
        List<Saved> sound = manifests.of(checkpoint.audit(), keys, new ArrayList<>());
        Retention.removable(keys, sound, checkpoint).forEach(store::delete);
    }

    /**
     * The checkpoint with the most updates (at equal ones that of the higher attempt) which verifies: manifest, length,
     * hash, state, and the settings it was made with.
     */
    public Restored newest(String audit, String settingsFingerprint) {
        return first(audit, settingsFingerprint, Saved.NEWEST_FIRST);
    }

    /**
     * The checkpoint whose last report has the highest target probability (at equal ones the lowest loss) which
     * verifies.
     */
    public Restored best(String audit, String settingsFingerprint) {
        return first(audit, settingsFingerprint, Saved.BEST_FIRST);
    }

    /** Where the state of a saved checkpoint lies. */
    public ArtifactRef stateOf(Checkpoint checkpoint) {
        String key = CheckpointKey.of(checkpoint).data();
        return store.stat(key)
                .orElseThrow(() -> new StoreUnavailable("The state " + store.uri(key) + " was there and is gone."));
    }

    private Restored first(String audit, String fingerprint, Comparator<Saved> order) {
        CheckpointKey.check(audit, 1);
        List<Skipped> skipped = new ArrayList<>();
        for (Saved saved : manifests.of(audit, store.list(CheckpointKey.folder(audit)), skipped).stream()
                .sorted(order)
                .toList()) {
            Skipped why;
            try {
                if (saved.manifest().settingsFingerprint().equals(fingerprint)) {
                    return new Restored(Optional.of(load(saved)), skipped);
                }
                why = new Skipped(saved.key().manifest(), "It was made with other settings.");
            } catch (ArtifactMissing | ArtifactCorrupt | ArtifactTooLarge | StateFiles.NotAState e) {
                why = new Skipped(saved.key().manifest(), String.valueOf(e.getMessage()));
            }
            skipped.add(why);
        }
        return new Restored(Optional.empty(), skipped);
    }

    private Checkpoint load(Saved saved) {
        Manifest manifest = saved.manifest();
        String uri = store.uri(saved.key().data());
        if (manifest.bytes() > MOST_STATE_BYTES) {
            throw new ArtifactTooLarge(uri, MOST_STATE_BYTES);
        }
        ArtifactRef data = new ArtifactRef(uri, manifest.sha256(), manifest.bytes(), TENSORS);
        SearchState state = files.read(folder -> store.fetch(data, folder), manifest);
        return new Checkpoint(
                manifest.audit(), manifest.attempt(), manifest.settingsFingerprint(), state, log.read(manifest));
    }

    private ArtifactRef putData(CheckpointKey key, Content content) {
        try {
            return store.putIfAbsent(key.data(), content, TENSORS).ref();
        } catch (ObjectConflict e) {
            if (store.stat(key.manifest()).isPresent()) {
                throw e;
            }
            // data without a manifest is garbage of a killed save
            store.delete(key.data());
            return store.putIfAbsent(key.data(), content, TENSORS).ref();
        }
    }
}
