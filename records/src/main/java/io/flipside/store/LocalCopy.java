package io.flipside.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.flipside.artifact.ArtifactRef;
import io.flipside.file.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object as a file, named by its hash. */
final class LocalCopy {
    private static final Pattern EXTENSION = Pattern.compile(".*(\\.[A-Za-z0-9]{1,10})");

    private LocalCopy() {}

    /**
     * Takes the file of an earlier call if it is still right, else fills a new one that gets its name when it is whole.
     *
     * @param fill writes the verified content, or throws
     */
    static Path of(ArtifactRef ref, Path folder, Consumer<OutputStream> fill) {
        // the key may come from anyone: of its name only a plain extension is taken over, for readers that want one
        Matcher extension = EXTENSION.matcher(ref.key());
        Path target = folder.resolve(ref.sha256() + (extension.matches() ? extension.group(1) : ""));
        try {
            Files.createDirectories(folder);
            if (isRight(target, ref)) {
                return target;
            }
            Path unfinished = folder.resolve("." + UUID.randomUUID() + ".part");
            try {
                try (OutputStream out = Files.newOutputStream(unfinished)) {
                    fill.accept(out);
                }
                return Files.move(unfinished, target, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write %s: %s".formatted(target, e.getMessage()), e);
        }
    }

    private static boolean isRight(Path file, ArtifactRef ref) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == ref.bytes()
                && Sha256.of(file).equals(ref.sha256());
    }
}
