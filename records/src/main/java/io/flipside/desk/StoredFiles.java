package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import io.flipside.record.AuditKeys;
import io.flipside.record.Unreadable;
import io.flipside.store.FileLink;
import io.flipside.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files as the store keeps them. */
final class StoredFiles implements AuditFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,60}");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,10}");

    private final ObjectStore store;
    private final Uploads uploads;

    StoredFiles(ObjectStore store, Uploads uploads) {
        this.store = store;
        this.uploads = uploads;
    }

    @Override
    public ArtifactRef upload(byte[] bytes, String name, String mediaType) {
        return store.putIfAbsent("inputs/" + Sha256.of(bytes) + extension(name), bytes, mediaType)
                .ref();
    }

    @Override
    public ArtifactRef upload(InputStream in, String name, String mediaType) throws IOException {
        return uploads.take(in, extension(name), mediaType);
    }

    private static String extension(String name) {
        String end = name.substring(Math.max(0, name.lastIndexOf('.')));
        return EXTENSION.matcher(end).matches() ? end : "";
    }

    @Override
    public Optional<ArtifactRef> file(String auditId, String name) {
        return key(auditId, name).flatMap(store::stat);
    }

    private static Optional<String> key(String auditId, String name) {
        String audit = AuditIds.checked(auditId);
        String key = name.equals(AuditKeys.RECORD) ? AuditKeys.record(audit) : AuditKeys.file(audit, name);
        return NAME.matcher(name).matches() ? Optional.of(key) : Optional.empty();
    }

    @Override
    public Optional<ArtifactRef> preview(String auditId, int stage) {
        return store.stat(AuditKeys.preview(AuditIds.checked(auditId), stage));
    }

    @Override
    public Optional<byte[]> small(String auditId, String name, long mostBytes) {
        return key(auditId, name).flatMap(key -> Unreadable.orEmpty(() -> store.find(key, mostBytes)));
    }

    @Override
    public FileLink link(ArtifactRef file, String name, Duration length) {
        return store.link(file, name, length);
    }

    @Override
    public void copy(ArtifactRef file, OutputStream out) {
        store.copy(file, out);
    }
}
