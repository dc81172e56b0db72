package io.flipside.temporal;

import io.flipside.audit.Queues;
import io.flipside.meters.Meter;
import io.flipside.record.SearchProgress;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What searches tell of their updates, as figures. */
final class SearchMeters {
    private final Map<String, AtomicReference<Double>> probabilities = new ConcurrentHashMap<>();

    /** The context of a step, which counts what is told over it. */
    ActivityExecutionContext watching(ActivityExecutionContext context) {
        return new Watched(context);
    }

    private void updated(String generator, double probability) {
        Meter.UPDATES.counter(generator).increment();
        probabilities
                .computeIfAbsent(generator, name -> {
                    AtomicReference<Double> last = new AtomicReference<>(probability);
                    Meter.TARGET_PROBABILITY.gauge(last, AtomicReference::get, name);
                    return last;
                })
                .set(probability);
    }

    private final class Watched extends ActivityExecutionContextBase {
        private final String generator;
        /** Until the first update is told: what follows it is no news of what was lost. */
        private boolean goingOn = true;

        Watched(ActivityExecutionContext next) {
            super(next);
            this.generator = Queues.generator(next.getInfo().getActivityTaskQueue());
        }

        @Override
        public <V> void heartbeat(V details) throws ActivityCompletionException {
            if (details instanceof SearchProgress now) {
                if (goingOn) {
                    before().ifPresent(told -> lost(told, now));
                    goingOn = false;
                }
                updated(generator, now.targetProbability());
            }
            super.heartbeat(details);
        }

        // another attempt told of updates that this one has made again
        private void lost(SearchProgress told, SearchProgress now) {
            if (told.stage() == now.stage() && told.iteration() >= now.iteration()) {
                Meter.UPDATES_LOST.counter(generator).increment(told.iteration() - now.iteration() + 1.0);
            }
        }

        private Optional<SearchProgress> before() {
            try {
                return getLastHeartbeatDetails(SearchProgress.class);
            } catch (DataConverterException e) {
                return Optional.empty(); // words: it was loading
            }
        }
    }
}
