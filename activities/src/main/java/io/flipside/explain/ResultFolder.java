package io.flipside.explain;

import io.flipside.UserError;
import io.flipside.artifact.ArtifactRef;
import io.flipside.file.ScratchFolder;
import io.flipside.tensor.FileName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The folder of one result, filled beside its final place and moved there when it is complete: nothing half-written is
 * ever seen under its name. Closing without {@link #publish} leaves nothing behind.
 */
public final class ResultFolder implements AutoCloseable {
    private final Path target;
    private final ScratchFolder work;

    private ResultFolder(Path target, ScratchFolder work) {
        this.target = target;
        this.work = work;
    }

    /**
     * Checks the final place and makes the place to work in.
     *
     * @throws UserError if the final place is a file or a folder that holds anything
     */
    public static ResultFolder create(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        try {
            if (Files.exists(absolute) && (!Files.isDirectory(absolute) || holdsAnything(absolute))) {
                throw new UserError("output folder " + target + " is not empty. Give a new one with --out.");
            }
            return new ResultFolder(absolute, ScratchFolder.in(FileName.folderOf(absolute), ".flipside-"));
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("output folder " + target + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static boolean holdsAnything(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    /** Where to write. */
    public Path work() {
        return work.path();
    }

    /**
     * Fills it with files that lie elsewhere.
     *
     * @param files by the names that they shall have, with folders of their own or not
     * @param copy of one of them, which fails unless it is whole
     */
    public void fill(Map<String, ArtifactRef> files, BiConsumer<ArtifactRef, OutputStream> copy) {
        files.forEach((name, ref) -> {
            Path file = work.path().resolve(name);
            try {
                Files.createDirectories(FileName.folderOf(file));
                try (OutputStream out = Files.newOutputStream(file)) {
                    copy.accept(ref, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("writing " + name, e);
            }
        });
    }

    /** Moves everything to the final place. */
    public void publish() {
        try {
            Files.deleteIfExists(target);
            Files.move(work.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("moving the result to " + target, e);
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
