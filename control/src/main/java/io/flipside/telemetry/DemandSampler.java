package io.flipside.telemetry;

import io.flipside.desk.QueueDemand;
import io.flipside.desk.TaskQueues;
import io.flipside.meters.Meter;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds at what waits for workers, for whoever asks: scalers, and meters. */
public final class DemandSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemandSampler.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** What is older is nothing to scale by. */
    private static final Duration STALE = Duration.ofSeconds(60);

    private final TaskQueues queues;
    private final InstantSource clock;
    private final MultiGauge inFlight;
    private final MultiGauge backlog;
    /** A queue that has nothing any more has 0, and is not unknown. */
    private final Set<String> seen = new TreeSet<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "flipside-demand");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Sample> last = Optional.empty();

    private record Sample(Instant at, List<QueueDemand> queues) {}

    private DemandSampler(TaskQueues queues, InstantSource clock) {
        this.queues = queues;
        this.clock = clock;
        inFlight = Meter.QUEUE_IN_FLIGHT.many();
        backlog = Meter.QUEUE_BACKLOG.many();
    }

    /** Looks from now on. */
    public static DemandSampler start(TaskQueues queues) {
        DemandSampler sampler = new DemandSampler(queues, InstantSource.system());
        sampler.timer.scheduleWithFixedDelay(sampler::sample, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return sampler;
    }

    private void sample() {
        try {
            List<QueueDemand> found = queues.demand();
            found.forEach(queue -> seen.add(queue.queue()));
            List<QueueDemand> all = Stream.concat(
                            found.stream(),
                            seen.stream()
                                    .filter(name -> found.stream()
                                            .noneMatch(queue -> queue.queue().equals(name)))
                                    .map(name -> new QueueDemand(name, 0, 0)))
                    .sorted(Comparator.comparing(QueueDemand::queue))
                    .toList();
            last = Optional.of(new Sample(clock.instant(), all));
            inFlight.register(rows(all, true), true);
            backlog.register(rows(all, false), true);
        } catch (RuntimeException e) {
            LOG.warn("What waits for workers is not known now: {}", e.toString());
        }
    }

    private static List<MultiGauge.Row<?>> rows(List<QueueDemand> all, boolean atWork) {
        Meter meter = atWork ? Meter.QUEUE_IN_FLIGHT : Meter.QUEUE_BACKLOG;
        return all.stream()
                .map(queue -> meter.row(atWork ? queue.inFlight() : queue.backlog(), queue.queue()))
                .collect(Collectors.toList());
    }

    /** What every queue has; empty if that has not been known for a while. */
    public Optional<List<QueueDemand>> demand() {
        return last.filter(sample -> sample.at().isAfter(clock.instant().minus(STALE)))
                .map(Sample::queues);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
