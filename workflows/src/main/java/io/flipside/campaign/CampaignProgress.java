package io.flipside.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a campaign stands.
 *
 * @param rows of its manifest, the dropped ones included
 * @param ended of them
 * @param atWork numbers of the rows at work, ascending
 * @param counts ended rows by the word for how they ended: a verdict, {@code dropped} or {@code not-begun}
 * @param window rows at work at most
 * @param paused whether no row begins for now
 * @param cancelled that no row begins any more, and why
 */
public record CampaignProgress(
        int rows,
        int ended,
        List<Integer> atWork,
        Map<String, Integer> counts,
        int window,
        boolean paused,
        Optional<Cancellation> cancelled) {
    public CampaignProgress {
        atWork = List.copyOf(atWork);
        counts = new TreeMap<>(counts);
    }
}
