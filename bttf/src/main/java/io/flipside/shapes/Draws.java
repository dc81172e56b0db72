package io.flipside.shapes;

/**
 * Random numbers as a pure function of (seed, index, purpose): SplitMix64, written out so that no release of Java can
 * change a data set.
 *
 * <p>A purpose of its own for each independent quantity lets one change without moving the others.
 */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws of(long seed, long index, Purpose purpose) {
        // Neighbouring seeds and indices are mixed one after the other: added, (1, 2) and (2, 1) would be one stream.
        long mixed = mix(seed + GOLDEN_GAMMA);
        mixed = mix(mixed + index * GOLDEN_GAMMA);
        mixed = mix(mixed + purpose.salt);
        return new Draws(mixed);
    }

    /** Uniform over all 64-bit values. */
    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), on a grid of 2^-53. */
    double nextUnit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double nextBetween(double low, double high) {
        return low + (high - low) * nextUnit();
    }

    /** Uniform in 0..bound-1, for small bounds. */
    int nextBelow(int bound) {
        return (int) (nextUnit() * bound);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** What a stream of numbers is for. */
    enum Purpose {
        LOOK(0x6C6F6F6B00000001L),
        DIRECTION(0x6469720000000002L),
        SPLIT(0x73706C6900000003L),
        CUE(0x6375650000000004L),
        LABEL(0x6C61626C00000005L);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }
}
