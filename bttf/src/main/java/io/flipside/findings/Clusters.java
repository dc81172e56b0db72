package io.flipside.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Counterfactuals of a group that change alike, by k-medoids over their changes. */
final class Clusters {
    private static final int MOST = 4;
    private static final int LEAST_MEMBERS = 3;
    private static final int TYPICAL = 3;
    /** Mean silhouette from which on clusters are told apart. */
    private static final double DISTINCT = 0.5;
    /** Least distance of their medoids: one change that counts. */
    private static final double APART = 1;

    private final List<PairChange> changes;
    private final Place place;
    private final double[][] points;

    Clusters(List<PairChange> changes, Place place) {
        this.changes = changes;
        this.place = place;
        points = standardised(changes, place);
    }

    /** The largest first; a single one if none are well apart. */
    List<Cluster> all() {
        Medoids best = Medoids.of(points, 1);
        double most = DISTINCT;
        for (int k = 2; k <= Math.min(MOST, points.length / LEAST_MEMBERS); k++) {
            Medoids found = Medoids.of(points, k);
            double silhouette = found.silhouette();
            if (silhouette >= most && found.apart() >= APART && found.smallest() >= LEAST_MEMBERS) {
                best = found;
                most = silhouette;
            }
        }
        List<Cluster> clusters = new ArrayList<>();
        for (int cluster = 0; cluster < best.count(); cluster++) {
            clusters.add(cluster(best.nearest(cluster)));
        }
        clusters.sort(Comparator.comparingInt(Cluster::size).reversed());
        return clusters;
    }

    private Cluster cluster(int[] nearest) {
        List<PairChange> members = IntStream.of(nearest).mapToObj(changes::get).toList();
        return new Cluster(
                members.size(),
                members.stream().limit(TYPICAL).map(PairChange::name).toList(),
                Sentences.of(members, changes.size(), place));
    }

    // what hardly varies counts by its floor, so that noise makes no clusters
    private static double[][] standardised(List<PairChange> changes, Place place) {
        Cue[] cues = Cue.values();
        double[][] points = new double[changes.size()][cues.length];
        for (int c = 0; c < cues.length; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < points.length; i++) {
                points[i][c] = changes.get(i).change(cues[c], place);
                sum += points[i][c];
                squares += points[i][c] * points[i][c];
            }
            double mean = sum / points.length;
            double deviation = Math.sqrt(Math.max(0, squares / points.length - mean * mean));
            for (double[] point : points) {
                point[c] /= Math.max(deviation, cues[c].floor());
            }
        }
        return points;
    }
}
