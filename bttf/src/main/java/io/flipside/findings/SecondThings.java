package io.flipside.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the things beside the main one from frame to frame. */
final class SecondThings {
    /** How far a thing may get from one frame to the next, in shorter sides. */
    private static final double LEAP = 0.12;
    /** Frames in which it may be out of sight. */
    private static final int GAP = 2;
    /** Frames in which a thing must be seen. */
    private static final int LEAST_FRAMES = 3;

    private final List<Track> tracks = new ArrayList<>();

    private static final class Track {
        private final Map<Integer, Blob> seen = new HashMap<>();
        private final Blob first;
        private Blob last;
        private int lastFrame;
        private double mass;

        Track(Blob first, int frame) {
            this.first = first;
            goOn(first, frame);
        }

        boolean mayBe(Blob blob, int frame) {
            return lastFrame < frame && frame - lastFrame <= GAP && last.distance(blob) <= LEAP;
        }

        final void goOn(Blob blob, int frame) {
            seen.put(frame, blob);
            last = blob;
            lastFrame = frame;
            mass += blob.mass();
        }

        boolean lasts() {
            return seen.size() >= LEAST_FRAMES;
        }

        boolean moves() {
            return way() >= Cue.SECOND_MOVES.floor();
        }

        double way() {
            return first.distance(last);
        }
    }

    void add(int frame, List<Blob> seconds) {
        for (Blob blob : seconds) {
            Optional<Track> own = tracks.stream()
                    .filter(track -> track.mayBe(blob, frame))
                    .min(Comparator.comparingDouble(track -> track.last.distance(blob)));
            own.ifPresentOrElse(track -> track.goOn(blob, frame), () -> tracks.add(new Track(blob, frame)));
        }
    }

    /** The longest way of any, in shorter sides; 0 if there is none. */
    double way() {
        return farthest().map(Track::way).orElse(0.0);
    }

    /**
     * Cosine of the angle between that way and another; 0 if one of them is none.
     *
     * @param x columns of the other way
     * @param y rows of it
     */
    double cosine(double x, double y) {
        Optional<Track> farthest = farthest();
        double lengths = farthest.map(Track::way).orElse(0.0) * Math.hypot(x, y);
        if (farthest.isEmpty() || lengths == 0) {
            return 0;
        }
        Track own = farthest.get();
        return ((own.last.x() - own.first.x()) * x + (own.last.y() - own.first.y()) * y) / lengths;
    }

    /** Mean mass of the largest that hardly moves; 0 if there is none. */
    double standingMass() {
        return tracks.stream()
                .filter(track -> track.lasts() && !track.moves())
                .mapToDouble(track -> track.mass / track.seen.size())
                .max()
                .orElse(0);
    }

    /** The things of a frame that move. */
    List<Blob> moving(int frame) {
        return tracks.stream()
                .filter(track -> track.lasts() && track.moves())
                .flatMap(track -> Optional.ofNullable(track.seen.get(frame)).stream())
                .toList();
    }

    private Optional<Track> farthest() {
        return tracks.stream().filter(Track::lasts).max(Comparator.comparingDouble(Track::way));
    }
}
