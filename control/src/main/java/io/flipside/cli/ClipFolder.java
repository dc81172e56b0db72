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

    /**
     * Clips with what they show.
     *
     * @param labels table of it; without one, the folders that they are in
     * @throws UserError naming a clip that nothing says anything of, or a line of the table
     */
    List<Clip> labelled(Optional<Path> labels) {
        if (labels.isPresent()) {
            LabelTable table = LabelTable.read(labels.get(), folder);
            return table.rows().stream()
                    .map(row -> new Clip(
                            row.file().toAbsolutePath(),
                            Optional.of(table.classes().get(row.label()))))
                    .toList();
        }
        List<Clip> clips = clips();
        clips.stream().filter(clip -> clip.ownClass().isEmpty()).findFirst().ifPresent(clip -> {
            throw new UserError(
                    "clip " + clip.file() + " lies in no folder that is called as its class. Put it into one,"
                            + " or give a table with --labels CSV.");
        });
        return clips;
    }

    /** The classes that clips show, by name. */
    static List<String> classes(List<Clip> clips) {
        return clips.stream()
                .flatMap(clip -> clip.ownClass().stream())
                .distinct()
                .sorted()
                .toList();
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
