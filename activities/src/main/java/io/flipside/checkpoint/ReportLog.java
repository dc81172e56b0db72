package io.flipside.checkpoint;

import io.flipside.method.UpdateReport;
import io.flipside.store.Content;
import io.flipside.store.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of all updates but the last few, in pieces that are written once: {@code
 * audits/<audit>/checkpoints/log/<sha256>.json}. A checkpoint names the pieces before it, so it costs the same after a
 * thousand updates as after ten. A piece is named by its hash: whoever writes it, it is the same, so pieces that are
 * there already may be written again, and none is ever in the way of another. None is removed while its audit is there.
 */
final class ReportLog {
    /** Reports of a piece. */
    static final int PIECE = 32;

    // a piece has some 150 bytes a report
    private static final long MOST_BYTES = 1 << 20;
    private static final int AUDITS_IN_MIND = 16;

    private final ObjectStore store;
    /** What this process has written, by audit. */
    private final Map<String, List<Piece>> written = new LinkedHashMap<>();

    ReportLog(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reports that lie in one object.
     *
     * @param reports {@link #PIECE} of them
     */
    record Lines(List<UpdateReport> reports) {
        Lines {
            reports = List.copyOf(reports);
        }
    }

    private record Piece(Lines lines, String sha256) {}

    /** The last reports, at least one if there are any: they stand in the manifest itself. */
    static List<UpdateReport> tail(List<UpdateReport> reports) {
        return List.copyOf(reports.subList(pieces(reports) * PIECE, reports.size()));
    }

    private static int pieces(List<UpdateReport> reports) {
        return Math.max(0, reports.size() - 1) / PIECE;
    }

    /** Writes what is not written yet of all but the tail; gives the names of the pieces, first to last. */
    synchronized List<String> write(String audit, List<UpdateReport> reports) {
        List<Piece> known = written.getOrDefault(audit, List.of());
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < pieces(reports); i++) {
            Lines lines = new Lines(reports.subList(i * PIECE, (i + 1) * PIECE));
            boolean there = i < known.size() && known.get(i).lines().equals(lines);
            pieces.add(there ? known.get(i) : put(audit, lines));
        }
        remember(audit, pieces);
        return pieces.stream().map(Piece::sha256).toList();
    }

    // replaced, not kept, if it is there: a damaged one is whole again
    private Piece put(String audit, Lines lines) {
        Content content = Content.of(SealedJson.write(lines));
        store.put(key(audit, content.sha256()), content, CheckpointStore.JSON);
        return new Piece(lines, content.sha256());
    }

    private void remember(String audit, List<Piece> pieces) {
        written.remove(audit);
        written.put(audit, pieces);
        if (written.size() > AUDITS_IN_MIND) {
            written.remove(written.keySet().iterator().next());
        }
    }

    /**
     * All reports of a checkpoint.
     *
     * @throws StateFiles.NotAState if a piece is missing or damaged
     */
    synchronized List<UpdateReport> read(Manifest manifest) {
        written.remove(manifest.audit()); // whoever reads has not written last, and should trust no memory of it
        List<UpdateReport> all = new ArrayList<>();
        for (String name : manifest.logs()) {
            all.addAll(store.find(key(manifest.audit(), name), MOST_BYTES)
                    .filter(bytes -> Content.of(bytes).sha256().equals(name))
                    .flatMap(bytes -> SealedJson.read(bytes, Lines.class))
                    .orElseThrow(
                            () -> new StateFiles.NotAState("Its log of updates, " + name + ", is missing or damaged."))
                    .reports());
        }
        all.addAll(manifest.reports());
        return all;
    }

    private static String key(String audit, String sha256) {
        return CheckpointKey.folder(audit) + "log/" + sha256 + ".json";
    }
}
