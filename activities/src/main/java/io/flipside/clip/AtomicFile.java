package io.flipside.clip;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Makes a file appear under its name only when all of it is written and on the disk. */
final class AtomicFile {

    private AtomicFile() {}

    /** Writes the content of a file that does not have its name yet. */
    interface Content {
        void writeTo(Path unfinished) throws IOException;
    }

    /**
     * Writes a file, replacing one of the same name; its folder is made if it is missing. After a failure nothing new
     * is left and an old file is as it was.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    static void write(Path target, Content content) {
        Path absolute = target.toAbsolutePath();
        try {
            Path folder = Files.createDirectories(absolute.getParent());
            // Not createTempFile: that file would be for its owner's eyes only, and keep it that way under its name.
            Path unfinished = folder.resolve(".%s.%s.part".formatted(absolute.getFileName(), UUID.randomUUID()));
            try {
                content.writeTo(unfinished);
                try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(unfinished, absolute, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write %s: %s".formatted(target, e.getMessage()), e);
        }
    }
}
