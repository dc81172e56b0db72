package io.flipside.events;

import io.flipside.UserError;
import io.flipside.audit.InvalidRequest;
import io.flipside.desk.AnswersStarter;
import io.flipside.desk.AuditStarter;
import io.flipside.desk.Question;
import io.flipside.store.StoreRefused;
import io.flipside.store.StoreUnavailable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of one message. */
final class RequestTaker {
    private static final Logger LOG = LoggerFactory.getLogger(RequestTaker.class);

    private final AuditStarter starter;
    private final AnswersStarter several;
    private final Attempts attempts = new Attempts();

    RequestTaker(AuditStarter starter, AnswersStarter several) {
        this.starter = starter;
        this.several = several;
    }

    /** What became of it. */
    sealed interface Taken {
        /** Its audit is known to run. */
        record Started() implements Taken {}

        /** It never becomes an audit. */
        record Dead(String reason) implements Taken {}

        /** Something is away: the same message again, later. */
        record Waits(String trouble) implements Taken {}
    }

    Taken take(ConsumerRecord<byte[], byte[]> message) {
        return EventTrace.within(message, () -> taken(message));
    }

    private Taken taken(ConsumerRecord<byte[], byte[]> message) {
        try {
            RequestEvent event = RequestEvent.read(message);
            start(event);
            return new Taken.Started();
        } catch (StoreUnavailable | StoreRefused e) {
            return new Taken.Waits(e.toString());
        } catch (InvalidRequest | UserError e) {
            return new Taken.Dead(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return isTroubleOfTemporal(e) ? new Taken.Waits(e.toString()) : ownFault(message, e);
        }
    }

    private void start(RequestEvent event) {
        Question question = event.question();
        if (question.answers() == 1) {
            starter.start(event.auditId(), question.request());
        } else {
            starter.check(question.request());
            several.start(event.campaignId(), question);
        }
    }

    private Taken ownFault(ConsumerRecord<byte[], byte[]> message, Throwable e) {
        LOG.warn("A request fails", e);
        return isExhausted(new TopicPartition(message.topic(), message.partition()), message.offset())
                ? new Taken.Dead("The program failed at it over and over, which is a fault of the program: " + e)
                : new Taken.Waits(e.toString());
    }

    /** Counts a failure of ours at an offset; true if it is time to step over. */
    boolean isExhausted(TopicPartition partition, long offset) {
        return attempts.exhausted(partition, offset);
    }

    // only what Temporal says of the request itself will not get better
    private static boolean isTroubleOfTemporal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode() != Status.Code.INVALID_ARGUMENT;
            }
        }
        return false;
    }
}
