package io.flipside.method;

import io.flipside.UserError;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the next update depends on: save it, load it anywhere, and the search goes on with the same bits.
 *
 * @param stage id of the {@link Stage} of the next update, not negative; larger than any when the search is done
 * @param iteration updates done in this stage, not negative
 * @param latents tensors by name, at least one; which ones is the method's business
 * @param counters numbers by name, none negative, none called {@code stage} or {@code iteration}; which ones is the
 *     method's business
 * @param last report of the update that led here
 */
public record SearchState(
        int stage,
        int iteration,
        Map<String, Latent> latents,
        Map<String, Long> counters,
        Optional<UpdateReport> last) {
    static final String STAGE = "stage";
    static final String ITERATION = "iteration";

    public SearchState {
        latents = Collections.unmodifiableMap(new TreeMap<>(latents));
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        if (stage < 0 || iteration < 0 || latents.isEmpty()) {
            throw new IllegalArgumentException("a state needs a stage and an iteration of 0 or more, and a latent");
        }
        if (counters.values().stream().anyMatch(counter -> counter < 0)) {
            throw new IllegalArgumentException("a counter of a state is negative: " + counters);
        }
        if (counters.containsKey(STAGE) || counters.containsKey(ITERATION)) {
            throw new IllegalArgumentException("no counter may be called as a field of the state is: " + counters);
        }
    }

    /** The same with another last report. */
    public SearchState with(Optional<UpdateReport> report) {
        return new SearchState(stage, iteration, latents, counters, report);
    }

    /**
     * A latent by name.
     *
     * @throws UserError if the state has none of that name: it is another method's
     */
    public Latent latent(String name) {
        return Optional.ofNullable(latents.get(name)).orElseThrow(() -> foreign("latent", name));
    }

    /**
     * A counter by name.
     *
     * @throws UserError if the state has none of that name: it is another method's
     */
    public long counter(String name) {
        return Optional.ofNullable(counters.get(name)).orElseThrow(() -> foreign("counter", name));
    }

    private UserError foreign(String kind, String name) {
        return new UserError("the search state has no " + kind + " '" + name + "'; it has " + latents.keySet() + " and "
                + counters.keySet() + ". It is another method's, or damaged. Start the search anew.");
    }

    /** Number of values in all latents. */
    public long size() {
        return latents.values().stream()
                .mapToLong(latent -> latent.shape().size())
                .sum();
    }
}
