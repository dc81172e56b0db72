package io.flipside.library;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hashes files, each once: what has been hashed before and looks the same is not read again. */
final class Hashing {
    private static final int PIECE = 8 << 20;

    private final Collection<KeptFile> known;
    private final HashProgress progress;
    private long done;

    /** @param known files with digests of before */
    Hashing(Collection<KeptFile> known, HashProgress progress) {
        this.known = known;
        this.progress = progress;
    }

    /**
     * Files with their digests, by the same files without.
     *
     * @throws UserError if one cannot be read, or changes meanwhile
     */
    Map<KeptFile, KeptFile> of(List<KeptFile> files) {
        Map<KeptFile, KeptFile> hashed = new LinkedHashMap<>();
        long all = files.stream()
                .filter(file -> before(file).isEmpty())
                .mapToLong(KeptFile::bytes)
                .sum();
        for (KeptFile file : files) {
            hashed.put(file, before(file).orElseGet(() -> file.hashed(digest(file, all))));
        }
        return hashed;
    }

    private Optional<KeptFile> before(KeptFile file) {
        return known.stream()
                .filter(other -> other.looksLike(file) && !other.sha256().isEmpty())
                .findFirst();
    }

    private String digest(KeptFile file, long all) {
        Sha256 hash = new Sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            while (channel.read(piece) >= 0) {
                done += piece.position();
                hash.add(piece.flip());
                piece.clear();
                progress.read(file.path(), done, all);
            }
        } catch (IOException e) {
            throw new UserError("file " + file.path() + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (!KeptFile.look(file.path()).looksLike(file)) {
            throw new UserError("file " + file.path() + " changed while it was read. Try again when it is whole.");
        }
        return hash.hex();
    }

    /** A digest of one file. */
    static String of(Path file) {
        KeptFile look = KeptFile.look(file);
        return new Hashing(List.of(), HashProgress.NONE).digest(look, look.bytes());
    }
}
