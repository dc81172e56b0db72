package io.flipside.store;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import io.minio.GetObjectResponse;
import io.minio.StatObjectResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@link ObjectStore} behind an S3 address. May be used by many threads. */
public final class ArtifactStore implements ObjectStore, AutoCloseable {
    /** Rounds of a conditional put against others that write and delete the same key; one is the rule. */
    private static final int ROUNDS = 5;

    private final StoreAddress address;
    private final S3 s3;
    private final S3Links links;

    private ArtifactStore(StoreAddress address, StoreTimeouts timeouts) {
        this.address = address;
        this.s3 = new S3(address, timeouts);
        this.links = new S3Links(address, timeouts);
    }

    /** A store at an address. Nothing is sent before the first call. */
    public static ArtifactStore at(StoreAddress address) {
        return at(address, StoreTimeouts.DEFAULT);
    }

    /** A store at an address that counts as down after the given times. */
    public static ArtifactStore at(StoreAddress address, StoreTimeouts timeouts) {
        return new ArtifactStore(address, timeouts);
    }

    /**
     * Makes the bucket if it is missing; any number of callers may do so at once.
     *
     * @throws UserError if we may not
     */
    public void ensureBucket() {
        s3.ensureBucket();
    }

    @Override
    public String uri(String key) {
        return "s3://" + address.bucket() + "/" + key;
    }

    @Override
    public boolean mayRead(ArtifactRef clip) {
        return address.mayHoldClips(clip.bucket());
    }

    @Override
    public ArtifactRef put(String key, Content content, String mediaType) {
        s3.put(key, content, mediaType, S3.Condition.NONE);
        return ref(key, content, mediaType);
    }

    @Override
    public Stored putIfAbsent(String key, Content content, String mediaType) {
        for (int round = 0; round < ROUNDS; round++) {
            if (s3.put(key, content, mediaType, S3.Condition.ABSENT)) {
                return new Stored(ref(key, content, mediaType), true);
            }
            Optional<ArtifactRef> there = stat(key);
            if (there.isPresent()) {
                if (!there.get().sha256().equals(content.sha256())) {
                    throw new ObjectConflict(
                            uri(key), content.sha256(), there.get().sha256());
                }
                return new Stored(there.get(), false);
            }
        }
        throw new StoreUnavailable("Others keep writing and deleting " + uri(key) + ".");
    }

    @Override
    public boolean create(String key, Content content, String mediaType) {
        return s3.put(key, content, mediaType, S3.Condition.ABSENT);
    }

    @Override
    public byte[] get(ArtifactRef ref, long limit) {
        if (ref.bytes() > Math.min(limit, Integer.MAX_VALUE - 8)) {
            throw new ArtifactTooLarge(ref.uri(), limit);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(ref, out);
        return out.toByteArray();
    }

    @Override
    public Path fetch(ArtifactRef ref, Path folder) {
        return LocalCopy.of(ref, folder, out -> copy(ref, out));
    }

    @Override
    public FileLink link(ArtifactRef ref, String name, Duration length) {
        return links.of(ref, name, length);
    }

    @Override
    public Optional<byte[]> find(String key, long limit) {
        return s3.open(key, in -> {
            byte[] bytes = Download.bounded(in, uri(key), limit);
            String found = Sha256.of(bytes);
            Optional<String> declared = S3.declaredHash(in.headers());
            if (declared.isPresent() && !declared.get().equals(found)) {
                throw new ArtifactCorrupt(uri(key), declared.get(), found);
            }
            return bytes;
        });
    }

    @Override
    public Optional<ArtifactRef> stat(String key) {
        Optional<StatObjectResponse> head = s3.head(key);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> declared = S3.declaredHash(head.get().headers());
        if (declared.isPresent()) {
            long length = head.get().size();
            return Optional.of(new ArtifactRef(
                    uri(key), declared.get(), length, S3.mediaType(head.get().headers())));
        }
        return s3.open(key, in -> hashed(key, in));
    }

    @Override
    public List<String> list(String prefix) {
        return s3.list(prefix);
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        return s3.list(prefix, after, limit);
    }

    @Override
    public List<String> folders(String prefix) {
        return s3.folders(prefix);
    }

    @Override
    public void delete(String key) {
        s3.delete(key);
    }

    @Override
    public void close() {
        links.close();
        s3.close();
    }

    @Override
    public void copy(ArtifactRef ref, OutputStream out) {
        if (!mayRead(ref)) {
            throw new UserError("The object %s is neither in our bucket '%s' nor in one for clips. Check %s and %s."
                    .formatted(ref.uri(), address.bucket(), StoreAddress.BUCKET, StoreAddress.CLIP_BUCKETS));
        }
        Optional<Boolean> done = s3.open(ref.bucket(), ref.key(), in -> {
            Download.verified(in, ref, out);
            return true;
        });
        if (done.isEmpty()) {
            throw new ArtifactMissing(ref.uri());
        }
    }

    private ArtifactRef hashed(String key, GetObjectResponse in) throws IOException {
        Sha256 digest = new Sha256();
        try (InputStream stream = digest.reading(in)) {
            long length = stream.transferTo(OutputStream.nullOutputStream());
            return new ArtifactRef(uri(key), digest.hex(), length, S3.mediaType(in.headers()));
        }
    }

    private ArtifactRef ref(String key, Content content, String mediaType) {
        return new ArtifactRef(uri(key), content.sha256(), content.length(), mediaType);
    }
}
