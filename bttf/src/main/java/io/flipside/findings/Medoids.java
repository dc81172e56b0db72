package io.flipside.findings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * k-medoids (partitioning around medoids, Kaufman and Rousseeuw): a medoid is a point itself, so a cluster has a clip to
 * show. Greedy start and swaps until none is better; of very many points, some are drawn to find medoids among, always the
 * same of as many.
 */
final class Medoids {
    /** More points than these are not needed to find medoids, and take time with their square. */
    private static final int MOST_CANDIDATES = 200;

    private final double[][] points;
    private final int[] medoids;

    private Medoids(double[][] points, int[] medoids) {
        this.points = points;
        this.medoids = medoids;
    }

    /** @param k from 1 to the number of points */
    static Medoids of(double[][] points, int k) {
        int[] drawn = drawn(points.length);
        double[][] candidates = Arrays.stream(drawn).mapToObj(i -> points[i]).toArray(double[][]::new);
        int[] medoids = new int[0];
        for (int i = 0; i < k; i++) {
            medoids = Arrays.copyOf(medoids, i + 1);
            place(candidates, medoids, i);
        }
        for (boolean better = true; better; ) {
            better = false;
            for (int i = 0; i < k; i++) {
                int before = medoids[i];
                place(candidates, medoids, i);
                better |= before != medoids[i];
            }
        }
        return new Medoids(points, Arrays.stream(medoids).map(m -> drawn[m]).toArray());
    }

    // not every n-th: rows of a campaign may repeat with a period
    private static int[] drawn(int count) {
        int[] indices = IntStream.range(0, count).toArray();
        SplittableRandom random = new SplittableRandom(count);
        int most = Math.min(count, MOST_CANDIDATES);
        for (int i = 0; i < most && count > MOST_CANDIDATES; i++) {
            int other = i + random.nextInt(count - i);
            int kept = indices[i];
            indices[i] = indices[other];
            indices[other] = kept;
        }
        return Arrays.copyOf(indices, most);
    }

    /** Puts one medoid where the sum of distances is least, the others where they are. */
    private static void place(double[][] points, int[] medoids, int which) {
        double[] apart = new double[points.length];
        for (int p = 0; p < points.length; p++) {
            apart[p] = Double.POSITIVE_INFINITY;
            for (int m = 0; m < medoids.length; m++) {
                apart[p] = m == which ? apart[p] : Math.min(apart[p], distance(points[p], points[medoids[m]]));
            }
        }
        double least = cost(points, apart, medoids[which]);
        for (int candidate = 0; candidate < points.length; candidate++) {
            double cost = cost(points, apart, candidate);
            if (cost < least - 1e-9) {
                least = cost;
                medoids[which] = candidate;
            }
        }
    }

    private static double cost(double[][] points, double[] apart, int medoid) {
        double cost = 0;
        for (int p = 0; p < points.length; p++) {
            cost += Math.min(apart[p], distance(points[p], points[medoid]));
        }
        return cost;
    }

    int count() {
        return medoids.length;
    }

    /** Indices of the points of a cluster, the nearest to its medoid first. */
    int[] nearest(int cluster) {
        return IntStream.range(0, points.length)
                .filter(p -> clusterOf(p) == cluster)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> distance(points[p], points[medoids[cluster]])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int smallest() {
        return IntStream.range(0, count())
                .map(cluster -> nearest(cluster).length)
                .min()
                .orElse(0);
    }

    /** Mean over the points of how much nearer their own medoid is than the next one: 0 to 1; 0 of a single cluster. */
    double silhouette() {
        if (count() < 2) {
            return 0;
        }
        double sum = 0;
        for (double[] point : points) {
            double[] sorted = Arrays.stream(medoids)
                    .mapToDouble(m -> distance(point, points[m]))
                    .sorted()
                    .toArray();
            sum += sorted[1] > 0 ? (sorted[1] - sorted[0]) / sorted[1] : 0;
        }
        return sum / points.length;
    }

    /** Least distance between two medoids; infinite of a single cluster. */
    double apart() {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 1; a < medoids.length; a++) {
            for (int b = 0; b < a; b++) {
                least = Math.min(least, distance(points[medoids[a]], points[medoids[b]]));
            }
        }
        return least;
    }

    private int clusterOf(int point) {
        int best = 0;
        for (int m = 1; m < medoids.length; m++) {
            if (distance(points[point], points[medoids[m]]) < distance(points[point], points[medoids[best]])) {
                best = m;
            }
        }
        return best;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
