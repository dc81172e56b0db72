package io.flipside.cli.model;

import ai.djl.ndarray.NDManager;
import io.flipside.classifier.VideoClassifier;
import io.flipside.clip.Clip;
import io.flipside.explain.Prediction;
import io.flipside.frames.RgbFrames;
import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counterfactuals that are chosen, not searched: of everything that a scene may show, each direction with each cue and
 * without one, the clip nearest to the original that the classifier calls the target class. They have the same first frame.
 * No generator takes part, so it cannot fail to draw a cue.
 */
final class DrawnCounterfactuals {
    private final VideoClassifier classifier;
    private final NDManager manager;

    DrawnCounterfactuals(VideoClassifier classifier, NDManager manager) {
        this.classifier = classifier;
        this.manager = manager;
    }

    /**
     * One of them.
     *
     * @param direction of its motion
     * @param cue that it shows
     * @param frames it
     * @param called what the classifier calls it
     */
    record Candidate(Direction direction, Optional<Confounder> cue, RgbFrames frames, String called) {
        int changes(Candidate other) {
            return (direction == other.direction ? 0 : 1) + (cue.equals(other.cue) ? 0 : 1);
        }

        /** For tables. */
        String cueLabel() {
            return cue.map(Confounder::label).orElse("none");
        }
    }

    /** Everything that a scene may show. */
    List<Candidate> of(ShapeMovingClip scene) {
        List<Candidate> candidates = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            ShapeMovingClip clip = scene.withDirection(direction);
            cues().forEach(cue -> {
                RgbFrames frames = cue.map(kind -> kind.frames(clip)).orElseGet(clip::frames);
                candidates.add(new Candidate(direction, cue, frames, called(frames, clip)));
            });
        }
        return candidates;
    }

    /** No cue, then each. */
    static Stream<Optional<Confounder>> cues() {
        return Stream.concat(
                Stream.of(Optional.empty()), Arrays.stream(Confounder.values()).map(Optional::of));
    }

    /** The one that shows this. */
    static Candidate shown(List<Candidate> candidates, Direction direction, Optional<Confounder> cue) {
        return candidates.stream()
                .filter(candidate ->
                        candidate.direction() == direction && candidate.cue().equals(cue))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The nearest to a clip that is called so: the fewest of motion and cue are otherwise, then the least mean square of
     * differences. By that alone a flickering clip would be nearest to everything, for half of it is darker.
     *
     * @return empty if none is called so
     */
    static Optional<Candidate> nearest(List<Candidate> candidates, Candidate original, String target) {
        return candidates.stream()
                .filter(candidate -> candidate.called().equals(target))
                .min(Comparator.comparingInt((Candidate candidate) -> candidate.changes(original))
                        .thenComparingDouble(candidate -> squares(original.frames(), candidate.frames())));
    }

    private String called(RgbFrames frames, ShapeMovingClip clip) {
        return Prediction.of(classifier, new Clip(frames, clip.profile().framesPerSecond()), manager)
                .label();
    }

    private static double squares(RgbFrames a, RgbFrames b) {
        double sum = 0;
        for (int f = 0; f < a.count(); f++) {
            byte[] x = a.frame(f);
            byte[] y = b.frame(f);
            for (int i = 0; i < x.length; i++) {
                double difference = (x[i] & 0xFF) - (y[i] & 0xFF);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
