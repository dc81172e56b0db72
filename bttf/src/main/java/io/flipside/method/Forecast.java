package io.flipside.method;

import io.flipside.cost.Operations;
import io.flipside.cost.StageForecast;
import java.util.List;

/**
 * What a method says of the cost of a search, before anything is loaded.
 *
 * @param once what is computed before the first update
 * @param stages in order
 * @param stateBytes of a state
 */
public record Forecast(Operations once, List<StageForecast> stages, long stateBytes) {
    public Forecast {
        stages = List.copyOf(stages);
    }
}
