package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.InvalidRequest;
import io.flipside.record.AuditJson;
import io.flipside.record.AuditKeys;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.util.Optional;

/**
 * What each audit was asked for first. It is kept before the audit is started: so of any number of requests of one id,
 * at any door and at any time, those that ask the same are the same audit and all others are refused.
 */
public final class Asked {
    private static final long MOST_BYTES = 1 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public Asked(ObjectStore store) {
        this.store = store;
    }

    /**
     * Notes a request, or finds it equal to the one that was noted. What counts is what requests mean, not their bytes:
     * a former version may have written fewer fields.
     *
     * @throws InvalidRequest if it names an object that is not in our bucket
     * @throws RequestConflict if another request has this id
     */
    public void note(String auditId, AuditRequest request) {
        check(request);
        // what was accepted by a version that noted nothing
        Optional<byte[]> earlier = store.find(AuditKeys.request(auditId), MOST_BYTES);
        String key = AuditKeys.asked(auditId);
        if (earlier.isEmpty() && !store.create(key, Content.of(AuditJson.bytes(request)), JSON)) {
            earlier = store.find(key, MOST_BYTES);
        }
        if (!earlier.map(json -> isSame(json, request)).orElse(true)) {
            throw new RequestConflict(auditId);
        }
    }

    /** @throws InvalidRequest if it names an object that is not in our bucket, nor, if it is a clip, in one for clips */
    void check(AuditRequest request) {
        if (!store.mayRead(request.clip())) {
            throw new InvalidRequest(
                    "clip.uri",
                    "is in bucket '" + request.clip().bucket() + "'; it must be in ours, " + store.uri("")
                            + ", or in one of flipside.store.clip-buckets. Upload it first.");
        }
        request.adapter().ifPresent(adapter -> inBucket("adapter.uri", adapter));
    }

    private static boolean isSame(byte[] json, AuditRequest request) {
        try {
            return AuditJson.read(json, AuditRequest.class).equals(request);
        } catch (AuditJson.Damaged e) {
            return false; // whatever is there, it is not this
        }
    }

    private void inBucket(String field, ArtifactRef ref) {
        String ours = store.uri("");
        if (!ref.uri().startsWith(ours)) {
            throw new InvalidRequest(
                    field, "is in bucket '" + ref.bucket() + "'; it must be in ours, " + ours + ". Upload it first.");
        }
    }
}
