package io.flipside.clip;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What may be handed to the decoder at all: a readable, non-empty, plain file on this machine, no list of others. */
final class LocalFile {
    private static final int HEAD = 256;
    private static final List<String> PLAYLISTS =
            List.of("#extm3u", "ffconcat", "file '", "file \"", "[playlist]", "<?xml", "<mpd", "<smil", "<asx", "v=0");

    private LocalFile() {}

    static Path checked(Path file, ClipLimits limits) {
        if (!Files.exists(file)) {
            throw new UserError("There is no file %s. Check the path.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new UserError("%s is a folder. Give the path of one video file.".formatted(file));
        }
        // A pipe or a device could hang or never end.
        if (!Files.isRegularFile(file)) {
            throw new UserError("%s is not a plain file. Give the path of a video file.".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new UserError("%s cannot be read. Check its permissions.".formatted(file));
        }
        try {
            checkBytes(file, Files.size(file), limits);
            refusePlaylist(file);
            if (DeclaredLength.isCutOff(file) || EndMark.isMissing(file) || WholePackets.isCutOff(file)) {
                throw new UserError("%s is cut off. Copy or export the clip again.".formatted(file));
            }
            return file.toRealPath();
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static void checkBytes(Path file, long bytes, ClipLimits limits) {
        if (bytes == 0) {
            throw new UserError("%s is empty. Give a video file.".formatted(file));
        }
        if (bytes > limits.fileBytes()) {
            throw new UserError("%s has %,d bytes; the limit is %,d. Cut or re-encode the clip."
                    .formatted(file, bytes, limits.fileBytes()));
        }
    }

    private static void refusePlaylist(Path file) throws IOException {
        byte[] head;
        try (var stream = Files.newInputStream(file)) {
            head = stream.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1)
                .replace("\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (PLAYLISTS.stream().anyMatch(text::startsWith)) {
            throw new UserError(
                    "%s is a playlist or a description, not a video. Give the path of one video file.".formatted(file));
        }
    }
}
