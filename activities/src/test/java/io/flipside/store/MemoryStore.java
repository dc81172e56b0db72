package io.flipside.store;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The contract of {@link ObjectStore} in memory, for any number of threads; it can be damaged and taken away. */
public final class MemoryStore implements ObjectStore {
    private final TreeMap<String, Kept> objects = new TreeMap<>();
    private boolean away;

    private record Kept(byte[] bytes, ArtifactRef ref) {}

    /** From now on every call says that the store cannot be reached, or no longer. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** Turns the last bit of an object around. */
    public synchronized void damage(String key) {
        byte[] bytes = Optional.ofNullable(objects.get(key)).orElseThrow().bytes();
        bytes[bytes.length - 1] ^= 1;
    }

    private TreeMap<String, Kept> objects() {
        if (away) {
            throw new StoreUnavailable("the store is away");
        }
        return objects;
    }

    @Override
    public String uri(String key) {
        return "s3://memory/" + key;
    }

    private Kept kept(String key, Content content, String mediaType) {
        try (InputStream in = content.open()) {
            return new Kept(
                    in.readAllBytes(), new ArtifactRef(uri(key), content.sha256(), content.length(), mediaType));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized ArtifactRef put(String key, Content content, String mediaType) {
        Kept kept = kept(key, content, mediaType);
        objects().put(key, kept);
        return kept.ref();
    }

    @Override
    public synchronized Stored putIfAbsent(String key, Content content, String mediaType) {
        boolean written = create(key, content, mediaType);
        ArtifactRef there = stat(key).orElseThrow();
        if (!there.sha256().equals(content.sha256())) {
            throw new ObjectConflict(uri(key), content.sha256(), there.sha256());
        }
        return new Stored(there, written);
    }

    @Override
    public synchronized boolean create(String key, Content content, String mediaType) {
        return objects().putIfAbsent(key, kept(key, content, mediaType)) == null;
    }

    @Override
    public byte[] get(ArtifactRef ref, long limit) {
        byte[] bytes = find(ref.key(), limit).orElseThrow(() -> new ArtifactMissing(ref.uri()));
        if (!Sha256.of(bytes).equals(ref.sha256())) {
            throw new ArtifactCorrupt(ref.uri(), ref.sha256(), Sha256.of(bytes));
        }
        return bytes;
    }

    @Override
    public Path fetch(ArtifactRef ref, Path folder) {
        return LocalCopy.of(ref, folder, out -> copy(ref, out));
    }

    @Override
    public void copy(ArtifactRef ref, OutputStream out) {
        byte[] bytes = find(ref.key(), Long.MAX_VALUE).orElseThrow(() -> new ArtifactMissing(ref.uri()));
        try {
            Download.verified(new ByteArrayInputStream(bytes), ref, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Optional<byte[]> find(String key, long limit) {
        Optional<byte[]> bytes = Optional.ofNullable(objects().get(key)).map(Kept::bytes);
        if (bytes.filter(there -> there.length > limit).isPresent()) {
            throw new ArtifactTooLarge(uri(key), limit);
        }
        return bytes.map(byte[]::clone);
    }

    @Override
    public synchronized Optional<ArtifactRef> stat(String key) {
        return Optional.ofNullable(objects().get(key)).map(Kept::ref);
    }

    @Override
    public synchronized List<String> list(String prefix) {
        return objects().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public synchronized void delete(String key) {
        objects().remove(key);
    }
}
