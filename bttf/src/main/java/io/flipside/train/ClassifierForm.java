package io.flipside.train;

import io.flipside.classifier.ClipInput;
import io.flipside.classifier.VideoSwinConfig;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A small Video Swin for clips of some length and their classes.
 *
 * @param network its dimensions
 * @param frames which it sees of a clip
 * @param classes their names
 */
public record ClassifierForm(VideoSwinConfig network, List<Integer> frames, List<String> classes) {
    public ClassifierForm {
        frames = List.copyOf(frames);
        classes = List.copyOf(classes);
    }

    /** How it sees them. */
    public ClipInput input() {
        return ClipInput.imageNet(frames);
    }

    /** The shipped size; of the frames every other one, from the second, or the only one. */
    static ClassifierForm of(ClipSource source) {
        List<String> classes = source.classes();
        int frames = source.profile().frames();
        List<Integer> seen = frames == 1
                ? List.of(0)
                : IntStream.range(0, frames / 2).map(i -> 2 * i + 1).boxed().toList();
        return new ClassifierForm(
                new VideoSwinConfig(
                        List.of(2, 4, 4), 24, List.of(2, 2), List.of(2, 4), List.of(4, 4, 4), classes.size()),
                seen,
                classes);
    }
}
