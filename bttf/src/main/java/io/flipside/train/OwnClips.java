package io.flipside.train;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorProfile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A person's own clips, in memory. Every one is seen once before any is seen again, each time in another order.
 *
 * @param profile their length, size and rate
 * @param classes names of their classes; none if nobody labelled them
 * @param samples the clips
 * @param seed of the order
 */
public record OwnClips(GeneratorProfile profile, List<String> classes, List<Sample> samples, long seed)
        implements ClipSource {
    /** Fewer teach nothing that holds for others. */
    public static final int FEWEST = 10;

    private static final int HELD_OUT_OF = 10;

    public OwnClips {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
    }

    /**
     * The clips to learn from and those to test on.
     *
     * @param training nine in ten
     * @param heldOut the rest, at least one; no training sees them
     */
    public record Parts(OwnClips training, OwnClips heldOut) {}

    /**
     * Parts them by the seed.
     *
     * @throws UserError if there are fewer than {@value #FEWEST}
     */
    public Parts split() {
        if (samples.size() < FEWEST) {
            throw new UserError("--clips has " + samples.size() + " clips; training takes " + FEWEST
                    + " or more, and a hundred or more to learn anything. Give more.");
        }
        List<Sample> shuffled = shuffled(-1);
        int held = samples.size() / HELD_OUT_OF;
        return new Parts(with(shuffled.subList(held, shuffled.size())), with(shuffled.subList(0, held)));
    }

    private OwnClips with(List<Sample> part) {
        return new OwnClips(profile, classes, part, seed);
    }

    /**
     * The same clips with their classes in the order of a classifier that is there.
     *
     * @throws UserError if they are not the same classes
     */
    public OwnClips ordered(List<String> order) {
        if (!List.copyOf(new TreeSet<>(order)).equals(List.copyOf(new TreeSet<>(classes)))) {
            throw new UserError("--labels has the classes " + classes + ", the classifier " + order
                    + ". To train it further they must be the same.");
        }
        List<Sample> relabelled = samples.stream()
                .map(s -> new Sample(s.id(), s.frames(), order.indexOf(classes.get(s.label()))))
                .toList();
        return new OwnClips(profile, order, relabelled, seed);
    }

    @Override
    public long size() {
        return samples.size();
    }

    @Override
    public Iterator<Sample> from(long place) {
        return new Iterator<>() {
            private long next = place;
            private long round = -1;
            private List<Sample> order = List.of();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Sample next() {
                if (next / samples.size() != round) {
                    round = next / samples.size();
                    order = shuffled(round);
                }
                Sample sample = order.get((int) (next % samples.size()));
                // another sight of a clip is another cut of it
                return new Sample(next++, sample.frames(), sample.label());
            }
        };
    }

    private List<Sample> shuffled(long round) {
        List<Sample> order = new ArrayList<>(samples);
        Collections.shuffle(order, new Random(seed * 31 + round));
        return order;
    }

    @Override
    public Iterator<List<RgbFrames>> looks() {
        return samples.stream().map(sample -> List.of(sample.frames())).iterator();
    }

    @Override
    public String identity() {
        Sha256 sha256 = new Sha256();
        for (Sample sample : samples) {
            for (int f = 0; f < sample.frames().count(); f++) {
                sha256.add(ByteBuffer.wrap(sample.frames().frame(f)));
            }
            sha256.add(ByteBuffer.allocate(Integer.BYTES).putInt(0, sample.label()));
        }
        return ", clips=" + sha256.hex() + ", classes=" + classes;
    }
}
