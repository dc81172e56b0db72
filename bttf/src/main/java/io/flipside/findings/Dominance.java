package io.flipside.findings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much oftener a value of one group is larger than one of another than smaller: Cliff's delta, -1 to 1, and what it is
 * by chance.
 *
 * @param delta of the groups as they are
 * @param chance what {@value #PERCENT} of a hundred draws of as large a group out of all together do not exceed
 */
public record Dominance(double delta, double chance) {
    static final int DRAWS = 999;
    static final int PERCENT = 99;

    /**
     * Of two groups that are not empty.
     *
     * @param seed of the draws
     */
    static Dominance of(double[] group, double[] others, long seed) {
        double[] all = Arrays.copyOf(group, group.length + others.length);
        System.arraycopy(others, 0, all, group.length, others.length);
        double[] ranks = ranks(all);
        double own = delta(Arrays.stream(ranks).limit(group.length).sum(), group.length, others.length);
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < group.length; i++) {
                int other = i + random.nextInt(ranks.length - i);
                double kept = ranks[i];
                ranks[i] = ranks[other];
                ranks[other] = kept;
                sum += ranks[i];
            }
            drawn[draw] = delta(sum, group.length, others.length);
        }
        Arrays.sort(drawn);
        return new Dominance(own, drawn[DRAWS * PERCENT / 100]);
    }

    private static double delta(double rankSum, int n, int m) {
        return 2 * (rankSum - n * (n + 1) / 2.0) / ((double) n * m) - 1;
    }

    // equal values share the mean of their ranks
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int start = 0;
        while (start < order.length) {
            int end = start;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            start = end;
        }
        return ranks;
    }
}
