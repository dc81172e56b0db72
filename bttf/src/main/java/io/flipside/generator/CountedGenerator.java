package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import io.flipside.cost.GraphCost;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A generator that counts how often a search evaluates it, there and back; a small decoder is not counted. */
public final class CountedGenerator implements Generator {
    private final Generator counted;
    private final AtomicLong velocities = new AtomicLong();
    private final AtomicLong velocitiesBack = new AtomicLong();
    private final AtomicLong decodes = new AtomicLong();
    private final AtomicLong decodesBack = new AtomicLong();

    /** Begins at zero. */
    public CountedGenerator(Generator counted) {
        this.counted = counted;
    }

    /**
     * Evaluations so far. What is computed again inside a network, to save memory, is part of its way back.
     *
     * @param velocities of the velocity
     * @param velocitiesBack of its vector-Jacobian product
     * @param decodes of the decoder
     * @param decodesBack of its vector-Jacobian product
     */
    public record Counts(long velocities, long velocitiesBack, long decodes, long decodesBack) {
        /** Those since an earlier count. */
        public Counts since(Counts earlier) {
            return new Counts(
                    velocities - earlier.velocities,
                    velocitiesBack - earlier.velocitiesBack,
                    decodes - earlier.decodes,
                    decodesBack - earlier.decodesBack);
        }
    }

    /** Evaluations so far. */
    public Counts counts() {
        return new Counts(velocities.get(), velocitiesBack.get(), decodes.get(), decodesBack.get());
    }

    @Override
    public NDArray encode(NDArray clip) {
        return counted.encode(clip);
    }

    @Override
    public ConditionedGenerator condition(NDArray clip) {
        ConditionedGenerator inside = counted.condition(clip);
        return new ConditionedGenerator() {
            @Override
            public Vjp velocity(double timestep, boolean recompute) {
                return new Counted(inside.velocity(timestep, recompute), velocities, velocitiesBack);
            }

            @Override
            public Vjp decoder(boolean recompute) {
                return new Counted(inside.decoder(recompute), decodes, decodesBack);
            }

            @Override
            public Optional<SmallDecoder> smallDecoder() {
                return inside.smallDecoder();
            }

            @Override
            public GraphCost velocityCost() {
                return inside.velocityCost();
            }

            @Override
            public GraphCost decoderCost() {
                return inside.decoderCost();
            }

            @Override
            public void close() {
                inside.close();
            }
        };
    }

    private record Counted(Vjp function, AtomicLong there, AtomicLong back) implements Vjp {
        @Override
        public NDArray apply(NDArray x) {
            there.incrementAndGet();
            return function.apply(x);
        }

        @Override
        public Pullback forward(NDArray x) {
            there.incrementAndGet();
            Pullback pullback = function.forward(x);
            return new Pullback() {
                @Override
                public NDArray value() {
                    return pullback.value();
                }

                @Override
                public NDArray pull(NDArray upstream) {
                    back.incrementAndGet();
                    return pullback.pull(upstream);
                }

                @Override
                public void close() {
                    pullback.close();
                }
            };
        }
    }
}
