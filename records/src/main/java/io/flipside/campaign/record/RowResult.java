package io.flipside.campaign.record;

import io.flipside.audit.Reason;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a row.
 *
 * @param row its number, from 1
 * @param auditId of its audit
 * @param verdict the word for how it ended
 * @param reason why there is no counterfactual, or no audit
 * @param original class that the original was called, if it came so far
 * @param prediction class that the written clip is called, if it came so far
 * @param targetProbability of the target class for the written clip, 0 to 1, if it came so far
 * @param figures of all metrics by name
 * @param updates of the search
 * @param seconds from the audit's begin to its end
 * @param strip whether its result has a strip of frames
 * @param parts of the verdict by name, how each stands in a word; empty in what builds kept that did not note it
 */
public record RowResult(
        int row,
        String auditId,
        String verdict,
        Optional<Reason> reason,
        Optional<String> original,
        Optional<String> prediction,
        Optional<Double> targetProbability,
        Map<String, Double> figures,
        Optional<Integer> updates,
        Optional<Double> seconds,
        boolean strip,
        Optional<Map<String, String>> parts) {
    public RowResult {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        parts = parts.map(TreeMap::new).map(Collections::unmodifiableMap);
    }

    /** A row of which there is nothing but how it ended. */
    static RowResult of(int row, String auditId, String verdict, Optional<Reason> reason) {
        return new RowResult(
                row,
                auditId,
                verdict,
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
