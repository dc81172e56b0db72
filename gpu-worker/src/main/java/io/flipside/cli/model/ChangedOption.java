package io.flipside.cli.model;

import io.flipside.UserError;
import io.flipside.domain.ForeignClip;
import io.flipside.frames.RgbFrames;
import io.flipside.shapes.ShapeMovingClip;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The option {@code --changed}: Shape-Moving clips that are drawn as another world. */
final class ChangedOption {
    private ChangedOption() {}

    /**
     * How clips are drawn.
     *
     * @param label of a {@link ForeignClip}; without one they are drawn as they are
     * @throws UserError naming the known ones if it is none
     */
    static Function<ShapeMovingClip, RgbFrames> drawing(Optional<String> label) {
        return label.<Function<ShapeMovingClip, RgbFrames>>map(name -> kind(name)::frames)
                .orElse(ShapeMovingClip::frames);
    }

    /** All kinds. */
    static List<String> labels() {
        return Arrays.stream(ForeignClip.values()).map(ForeignClip::label).toList();
    }

    private static ForeignClip kind(String label) {
        return Arrays.stream(ForeignClip.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "--changed is '" + label + "'. It must be one of " + String.join(", ", labels()) + "."));
    }
}
