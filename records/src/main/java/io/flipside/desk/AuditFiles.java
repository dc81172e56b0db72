package io.flipside.desk;

import io.flipside.artifact.ArtifactRef;
import io.flipside.record.AuditKeys;
import io.flipside.store.FileLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** Files that go into audits and come out of them. */
public interface AuditFiles {
    /** Keeps a clip or adapter under the hash of its bytes. */
    ArtifactRef upload(byte[] bytes, String name, String mediaType);

    /**
     * Keeps a clip or adapter under the hash of its bytes, as they come in.
     *
     * @throws IOException if they do not come to an end
     */
    ArtifactRef upload(InputStream in, String name, String mediaType) throws IOException;

    /** A file of an audit's result, or its sealed record under the name {@link AuditKeys#RECORD}. */
    Optional<ArtifactRef> file(String auditId, String name);

    /** Some frames of the clip at the end of a stage, as PNG; empty if the stage has not ended or left none. */
    Optional<ArtifactRef> preview(String auditId, int stage);

    /** A small file of an audit's result, or its record, in memory; empty if it is not there, damaged or larger. */
    Optional<byte[]> small(String auditId, String name, long mostBytes);

    /** An address under which anybody may read a file for a while, from the store itself. */
    FileLink link(ArtifactRef file, String name, Duration length);

    /** Copies a file out; one that is damaged in the store never comes out whole. */
    void copy(ArtifactRef file, OutputStream out);
}
