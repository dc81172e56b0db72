package io.flipside.cli;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of clips, each in a folder that is called as its class, or not. */
final class ClipFolder {
    private static final Set<String> VIDEOS = Set.of("mp4", "m4v", "mkv", "webm", "mov", "avi", "mpg", "mpeg");
    private static final int DEPTH = 2;

    private final Path folder;

    /** @throws UserError if it is no folder */
    ClipFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("--clips is '" + folder + "', which is no folder.");
        }
        this.folder = folder;
    }

    /**
     * A clip.
     *
     * @param file of it
     * @param ownClass name of the folder that it is in, if that is not the whole
     */
    record Clip(Path file, Optional<String> ownClass) {}

    /**
     * Every clip, by path.
     *
     * @throws UserError if there is none, or they cannot be listed
     */
    List<Clip> clips() {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            List<Clip> clips = files.filter(ClipFolder::isVideo)
                    .sorted()
                    .map(file -> new Clip(file.toAbsolutePath(), ownClass(file)))
                    .toList();
            if (clips.isEmpty()) {
                throw new UserError("folder " + folder + " has no clips ("
                        + String.join(", ", VIDEOS.stream().sorted().toList())
                        + "), neither in itself nor in a folder for each class.");
            }
            return clips;
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be read. Check its rights.", e);
        }
    }

    private Optional<String> ownClass(Path file) {
        Path parent = file.getParent();
        return parent == null || parent.equals(folder)
                ? Optional.empty()
                : Optional.of(parent.getFileName().toString());
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && VIDEOS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
