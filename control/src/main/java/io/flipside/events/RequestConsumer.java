package io.flipside.events;

import io.flipside.UserError;
import io.flipside.desk.AnswersStarter;
import io.flipside.desk.AuditStarter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what each event on the requests topic asks for: an audit, or several. An offset is committed only when the audit is known to run or
 * the event lies on the dead-letter topic; so a kill repeats events, and a repeated event is the same audit. While
 * Temporal, the store or Kafka is away, also from the start, it waits.
 */
public final class RequestConsumer implements Runnable, AutoCloseable {
    /** Type of the events that start audits. */
    public static final String TYPE = RequestEvent.TYPE;

    private static final Logger LOG = LoggerFactory.getLogger(RequestConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final KafkaSettings settings;
    private final RequestTaker taker;
    private final DoorWatch watch = new DoorWatch(InstantSource.system());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<RequestSession> session = Optional.empty();

    /**
     * @param starter of audits
     * @param several starts those of one question together
     * @throws UserError naming a setting of Kafka's client that cannot be
     */
    public RequestConsumer(KafkaSettings settings, AuditStarter starter, AnswersStarter several) {
        this.settings = settings;
        this.taker = new RequestTaker(starter, several);
        try {
            new ConsumerConfig(RequestSession.consumer(settings));
        } catch (ConfigException e) {
            throw new UserError(
                    "a setting for Kafka, flipside.kafka.NAME, cannot be: "
                            + Letter.bounded(String.valueOf(e.getMessage())) + ".",
                    e);
        }
    }

    /** How it is doing. */
    public DoorState state() {
        return watch.state();
    }

    @Override
    public void run() {
        watch.alive(true);
        try {
            Duration pause = FIRST_PAUSE;
            while (!isClosed()) {
                long begin = System.nanoTime();
                listen();
                boolean held = System.nanoTime() - begin > LONGEST_PAUSE.toNanos();
                pause = held ? FIRST_PAUSE : pause;
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } finally {
            watch.alive(false);
        }
    }

    /** Until it is closed, or something is wrong with what it listens with: then that is made anew. */
    private void listen() {
        try (RequestSession listening = new RequestSession(settings, taker, watch)) {
            session = Optional.of(listening);
            while (!isClosed()) {
                if (!listening.round()) {
                    pause(FIRST_PAUSE);
                }
            }
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("The door for requests begins anew", e);
            watch.waits(e.toString());
        } finally {
            session = Optional.empty();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Ended");
            }
        } catch (InterruptedException e) {
            closed.countDown(); // whoever interrupts this thread wants it to end
        }
    }

    /** Ends {@link #run} after the message at work. */
    @Override
    public void close() {
        closed.countDown();
        session.ifPresent(RequestSession::wakeUp);
    }
}
