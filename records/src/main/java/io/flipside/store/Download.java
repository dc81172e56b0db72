package io.flipside.store;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import io.minio.GetObjectResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Reads answers with a bound on what is taken from them. */
final class Download {
    private static final int CHUNK = 1 << 16;

    private Download() {}

    /**
     * Copies an object and holds it against its reference. Its last bytes are written when all of it is known to be
     * right; what has been written to {@code out} must not be used if this throws.
     *
     * @throws ArtifactCorrupt if length or hash differ; reading stops at the first byte too many
     */
    static void verified(InputStream in, ArtifactRef ref, OutputStream out) throws IOException {
        Sha256 digest = new Sha256();
        byte[] chunk = new byte[CHUNK];
        byte[] held = new byte[CHUNK];
        int holding = 0;
        long total = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            total += count;
            if (total > ref.bytes()) {
                throw new ArtifactCorrupt(ref.uri(), ref.sha256(), "more than " + ref.bytes() + " bytes");
            }
            digest.add(chunk, 0, count);
            if (count > 0) {
                write(out, held, holding);
                byte[] next = held;
                held = chunk;
                chunk = next;
                holding = count;
            }
        }
        String found = digest.hex();
        if (total != ref.bytes() || !found.equals(ref.sha256())) {
            throw new ArtifactCorrupt(ref.uri(), ref.sha256(), found + " in " + total + " bytes");
        }
        write(out, held, holding);
    }

    // a full disk is no trouble of the store
    private static void write(OutputStream out, byte[] chunk, int count) {
        try {
            out.write(chunk, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write what was fetched: " + e.getMessage(), e);
        }
    }

    /**
     * Takes an object of unknown length into memory.
     *
     * @throws ArtifactTooLarge before more than {@code limit} bytes are held
     */
    static byte[] bounded(GetObjectResponse in, String uri, long limit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            if (out.size() + (long) count > Math.min(limit, Integer.MAX_VALUE - 8)) {
                throw new ArtifactTooLarge(uri, limit);
            }
            out.write(chunk, 0, count);
        }
        return out.toByteArray();
    }
}
