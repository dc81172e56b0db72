package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipWriter;
import io.flipside.clip.Preprocess;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Clips to measure a generator's domain on, one at a time, fitted to the generator. */
final class DomainClips {
    private DomainClips() {}

    /** Every clip of a folder, by name. */
    static Stream<Clip> in(Path folder, Preprocess preprocess) {
        return OwnClipFolder.files(folder).stream().map(file -> preprocess.read(file, ClipLimits.DEFAULT));
    }

    /**
     * Shape-Moving clips.
     *
     * @param form {@code drawn}, {@code lossy} or {@code paper}
     */
    static Stream<Clip> drawn(ShapeMovingSplit part, long dataSeed, int count, String form, Preprocess preprocess) {
        ShapeMovingProfile profile = form.equals("paper") ? ShapeMovingProfile.PAPER : ShapeMovingProfile.SMALL;
        Stream<Clip> drawn = part.indices(dataSeed).limit(count).mapToObj(index -> {
            ShapeMovingClip clip = ShapeMovingClip.draw(profile, dataSeed, index);
            return new Clip(clip.frames(), profile.framesPerSecond());
        });
        return switch (form) {
            case "drawn", "paper" -> drawn.map(preprocess::apply);
            case "lossy" -> drawn.map(clip -> throughH264(clip, preprocess));
            default -> throw new UserError("--as is '" + form + "'. It must be drawn, lossy or paper.");
        };
    }

    private static Clip throughH264(Clip clip, Preprocess preprocess) {
        try {
            Path file = Files.createTempFile("flipside", ".mp4");
            try {
                ClipWriter.writeShareable(clip, file, ClipWriter.magnification(clip));
                return preprocess.read(file, ClipLimits.DEFAULT);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary clip", e);
        }
    }
}
