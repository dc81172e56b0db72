package io.flipside.train;

import io.flipside.UserError;
import io.flipside.classifier.ClipInput;
import io.flipside.classifier.NetworkForm;
import io.flipside.classifier.R2Plus1dConfig;
import io.flipside.classifier.VideoSwinConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A small classifier for clips of some length and their classes.
 *
 * @param network its dimensions
 * @param frames which it sees of a clip
 * @param classes their names
 */
public record ClassifierForm(NetworkForm network, List<Integer> frames, List<String> classes) {
    /** The shipped sizes, by architecture, for a number of classes. */
    private static final Map<String, IntFunction<NetworkForm>> SMALL = small();

    public ClassifierForm {
        frames = List.copyOf(frames);
        classes = List.copyOf(classes);
    }

    private static Map<String, IntFunction<NetworkForm>> small() {
        Map<String, IntFunction<NetworkForm>> small = new LinkedHashMap<>();
        small.put(
                VideoSwinConfig.NAME,
                classes -> new VideoSwinConfig(
                        List.of(2, 4, 4), 24, List.of(2, 2), List.of(2, 4), List.of(4, 4, 4), classes));
        small.put(R2Plus1dConfig.NAME, classes -> new R2Plus1dConfig(16, List.of(1, 1), 4, 4, classes));
        return small;
    }

    /** Names of the architectures that can be trained. */
    public static Set<String> architectures() {
        return SMALL.keySet();
    }

    /** How it sees them. */
    public ClipInput input() {
        return ClipInput.imageNet(frames);
    }

    /**
     * The shipped size; of the frames every other one, from the second, or the only one.
     *
     * @throws UserError if there is no such architecture, naming the known ones
     */
    static ClassifierForm of(ClipSource source, String architecture) {
        IntFunction<NetworkForm> small = SMALL.get(architecture);
        if (small == null) {
            throw new UserError("--architecture is '" + architecture + "', which is not known. Known are "
                    + String.join(", ", SMALL.keySet()) + ".");
        }
        List<String> classes = source.classes();
        int frames = source.profile().frames();
        List<Integer> seen = frames == 1
                ? List.of(0)
                : IntStream.range(0, frames / 2).map(i -> 2 * i + 1).boxed().toList();
        return new ClassifierForm(small.apply(classes.size()), seen, classes);
    }
}
