package io.flipside.findings;

import io.flipside.frames.RgbFrames;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.Optional;

/** Pairs that are drawn: every clip with another class than its own, in turn. */
final class ManyPairs {
    private static final int OTHERS = 3;

    private ManyPairs() {}

    /** What a clip shows besides its motion, by its class and index. */
    interface Cues {
        RgbFrames in(RgbFrames frames, Direction direction, long index);
    }

    static RgbFrames plain(RgbFrames frames, Direction direction, long index) {
        return frames;
    }

    static Cues carried(PlantedClip cue, Direction carrier) {
        return (frames, direction, index) -> direction == carrier && index % 20 != 0 ? cue.in(frames, index) : frames;
    }

    /** Counterfactuals that move the target way and show what the target class shows. */
    static Findings moving(int count, Cues cues) {
        return of(count, cues, true);
    }

    /** Counterfactuals that move as before and show what the target class shows: a shortcut. */
    static Findings still(int count, Cues cues) {
        return of(count, cues, false);
    }

    private static Findings of(int count, Cues cues, boolean moves) {
        FindingsBuilder builder = new FindingsBuilder();
        for (int i = 0; i < count; i++) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i);
            builder.add(pair(clip, target(clip.direction(), i), cues, i, moves));
        }
        return builder.build(1);
    }

    static CounterfactualPair pair(ShapeMovingClip clip, Direction target, Cues cues, long index, boolean moves) {
        return new CounterfactualPair(
                "clip-" + index,
                clip.direction().className(),
                target.className(),
                cues.in(clip.frames(), clip.direction(), index),
                cues.in((moves ? clip.withDirection(target) : clip).frames(), target, index));
    }

    /** Another class than its own, in turn, so that every class is a target as often. */
    static Direction target(Direction own, int index) {
        Direction[] all = Direction.values();
        return all[(own.ordinal() + 1 + index / all.length % OTHERS) % all.length];
    }

    static GroupFindings towards(Findings findings, Direction target) {
        return findings.groups().stream()
                .filter(group -> group.group().equals(new ClassPair(Optional.empty(), target.className())))
                .findFirst()
                .orElseThrow();
    }
}
