package io.flipside.store;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key in one bucket. Every method throws {@link StoreUnavailable} if trying again may help, and {@link
 * UserError} naming the setting if the store does not know us or the bucket. A write is whole or not at all.
 */
public interface ObjectStore {

    /** The address of a key, as in {@link ArtifactRef#uri}. */
    String uri(String key);

    /** Whether a clip may lie where it does: in our bucket, or in another that a setting names. */
    default boolean mayRead(ArtifactRef clip) {
        return clip.uri().startsWith(uri(""));
    }

    /** Writes an object, replacing one of the same key. */
    ArtifactRef put(String key, Content content, String mediaType);

    /**
     * Writes an object unless there is one. Of any number of racing calls one writes. The same content already there is
     * a success, so a call whose answer was lost may be repeated.
     *
     * @throws ObjectConflict if other content is there
     */
    Stored putIfAbsent(String key, Content content, String mediaType);

    /** Writes an object unless there is any of that key. Of any number of racing calls one is answered with true. */
    boolean create(String key, Content content, String mediaType);

    /**
     * Reads an object whole; its length and hash are those of the reference.
     *
     * @param limit most bytes to take into memory
     * @throws ArtifactTooLarge if the reference names more bytes than that
     * @throws ArtifactMissing if it is not there
     * @throws ArtifactCorrupt if length or hash differ
     */
    byte[] get(ArtifactRef ref, long limit);

    /**
     * Reads an object into a file named by its hash, which is there whole or not at all; its length and hash are those
     * of the reference. A file of an earlier call is taken if it still has the right hash.
     *
     * @param folder made if it is missing
     * @return the file
     * @throws ArtifactMissing if the object is not there
     * @throws ArtifactCorrupt if length or hash differ
     */
    Path fetch(ArtifactRef ref, Path folder);

    /**
     * Copies an object as it comes, without holding it in memory. The last bytes are written only when length and hash
     * of all are those of the reference: a damaged object never comes out whole.
     *
     * @throws java.io.UncheckedIOException if {@code out} does not take it
     * @throws ArtifactMissing if it is not there
     * @throws ArtifactCorrupt if length or hash differ; what was written must not be used
     */
    void copy(ArtifactRef ref, OutputStream out);

    /**
     * An address under which the object is read without a key of the store. Nothing is asked of the store.
     *
     * @param name that a browser keeps it under: letters, digits and ._-
     * @param length how long it holds, 1 second to 7 days
     * @throws UnsupportedOperationException if nobody but us reaches the store
     */
    default FileLink link(ArtifactRef ref, String name, Duration length) {
        throw new UnsupportedOperationException(uri("") + " gives no links");
    }

    /**
     * Reads what lies under a key, held against the hash that was stored with it, if one was.
     *
     * @param limit most bytes to take into memory
     * @throws ArtifactTooLarge if it has more
     * @throws ArtifactCorrupt if the hash differs
     */
    Optional<byte[]> find(String key, long limit);

    /**
     * The reference of what lies under a key, by the hash that was stored with it. An object of another tool has none:
     * it is read once, without being kept in memory. A missing bucket looks like a missing object here, because the
     * answer has no text.
     */
    Optional<ArtifactRef> stat(String key);

    /** Every key that begins with a prefix, in order. */
    List<String> list(String prefix);

    /**
     * The next keys that begin with a prefix, in order: a page.
     *
     * @param after a key that need not exist; only later ones are given. Empty for the first page
     * @param limit most keys, at least 1; fewer means that there are no more
     */
    default List<String> list(String prefix, String after, int limit) {
        return list(prefix).stream()
                .filter(key -> key.compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    /** The parts, without a slash, between a prefix that ends with one and the next slash, of all keys; in order. */
    default List<String> folders(String prefix) {
        return list(prefix).stream()
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.indexOf('/') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }

    /** Removes an object; one that is not there is no error. */
    void delete(String key);

    /** {@link #put(String, Content, String)} of bytes. */
    default ArtifactRef put(String key, byte[] bytes, String mediaType) {
        return put(key, Content.of(bytes), mediaType);
    }

    /** {@link #put(String, Content, String)} of a file. */
    default ArtifactRef put(String key, Path file, String mediaType) {
        return put(key, Content.of(file), mediaType);
    }

    /** {@link #putIfAbsent(String, Content, String)} of bytes. */
    default Stored putIfAbsent(String key, byte[] bytes, String mediaType) {
        return putIfAbsent(key, Content.of(bytes), mediaType);
    }

    /** {@link #putIfAbsent(String, Content, String)} of a file. */
    default Stored putIfAbsent(String key, Path file, String mediaType) {
        return putIfAbsent(key, Content.of(file), mediaType);
    }
}
