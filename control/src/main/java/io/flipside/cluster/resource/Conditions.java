package io.flipside.cluster.resource;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of an object as they are to be; each keeps the time since which it is so. */
public final class Conditions {
    /** The request was taken: there is an audit, or a campaign. */
    public static final String ACCEPTED = "Accepted";
    /** It is at work. */
    public static final String RUNNING = "Running";
    /** It is over; the reason is its verdict. */
    public static final String COMPLETE = "Complete";

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> said = new ArrayList<>();

    /**
     * @param before as the object has them
     * @param generation of the object
     */
    public Conditions(List<Condition> before, long generation, InstantSource clock) {
        this.before = List.copyOf(before);
        this.generation = generation;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Says one. */
    public Conditions say(String type, Condition.Status status, String reason, String message) {
        String since = of(before, type)
                .filter(condition -> condition.status() == status)
                .map(Condition::lastTransitionTime)
                .orElse(now.toString());
        said.add(new Condition(type, status, generation, since, reason, message));
        return this;
    }

    /** All that were said. */
    public List<Condition> all() {
        return List.copyOf(said);
    }

    /** Those that say something else than before. */
    public List<Condition> news() {
        return news(before, said);
    }

    /** Those that say something else than they did. */
    public static List<Condition> news(List<Condition> before, List<Condition> now) {
        return now.stream()
                .filter(condition ->
                        of(before, condition.type()).filter(condition::saysAs).isEmpty())
                .toList();
    }

    /** One of them. */
    public static Optional<Condition> of(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** Whether one of them is so. */
    public static boolean holds(List<Condition> conditions, String type) {
        return of(conditions, type)
                .filter(condition -> condition.status() == Condition.Status.True)
                .isPresent();
    }
}
