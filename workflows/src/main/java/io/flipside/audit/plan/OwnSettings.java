package io.flipside.audit.plan;

import io.flipside.audit.Check;
import io.flipside.audit.InvalidRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be said of settings without knowing their method: they are few, have plain names and are finite. */
final class OwnSettings {
    private static final String PATH = "plan.settings";
    private static final int MOST = 50;
    private static final int MOST_NAME = 60;
    private static final String NAME = "[A-Za-z][A-Za-z0-9]{0,59}";

    private OwnSettings() {}

    /**
     * The same, by name; empty if there are none.
     *
     * @throws InvalidRequest naming the one that cannot be
     */
    static Optional<Map<String, Double>> checked(Map<String, @Nullable Double> settings) {
        Check.holds(settings.size() <= MOST, PATH, settings.size() + " numbers", "at most " + MOST);
        Map<String, Double> checked = new TreeMap<>();
        settings.forEach((name, value) -> {
            String field = PATH + "." + Check.printable(name, MOST_NAME);
            if (!name.matches(NAME)) {
                throw new InvalidRequest(field, "has a name that is not 1 to 60 letters and digits, a letter first.");
            }
            if (value == null) {
                throw new InvalidRequest(field, "must be a number.");
            }
            Check.holds(Double.isFinite(value), field, value, "finite");
            checked.put(name, value);
        });
        return Optional.of(checked).filter(some -> !some.isEmpty()).map(Collections::unmodifiableMap);
    }
}
