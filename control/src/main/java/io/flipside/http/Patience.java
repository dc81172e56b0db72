package io.flipside.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a connection may take over what it sends: for the whole head, for the next request, and for a body by its
 * size. A sender that gives a byte now and then would otherwise hold its connection for ever. While we are at work on an
 * answer nothing is asked of it. Used by the connection's own thread only.
 */
final class Patience {
    private static final long HEAD_SECONDS = 15;
    private static final long IDLE_SECONDS = 75;
    /** From here on a body must have come at the least rate. */
    private static final long BODY_SECONDS = 30;

    private static final long LEAST_BYTES_A_SECOND = 16 << 10;
    private static final long LOOK_EVERY_SECONDS = 2;

    private enum Awaiting {
        REQUEST,
        HEAD,
        BODY,
        NOTHING
    }

    private Optional<ScheduledFuture<?>> looking = Optional.empty();
    private Awaiting awaiting = Awaiting.REQUEST;
    private long since = System.nanoTime();
    private long received;

    void begin(ChannelHandlerContext context) {
        looking = Optional.of(context.executor()
                .scheduleAtFixedRate(
                        () -> closeIfSpent(context), LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS));
    }

    void end() {
        looking.ifPresent(future -> future.cancel(false));
        looking = Optional.empty();
    }

    /** Bytes came in, of whatever. */
    void bytes(boolean some) {
        if (some && (awaiting == Awaiting.REQUEST || awaiting == Awaiting.NOTHING)) {
            await(Awaiting.HEAD);
        }
    }

    /** A head is whole. */
    void head() {
        await(Awaiting.BODY);
        received = 0;
    }

    /** A part of a body came in. */
    void body(int bytes) {
        received += bytes;
    }

    /** A request is whole. */
    void whole() {
        await(Awaiting.NOTHING);
    }

    private void await(Awaiting next) {
        awaiting = next;
        since = System.nanoTime();
    }

    private void closeIfSpent(ChannelHandlerContext context) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        boolean spent =
                switch (awaiting) {
                    case REQUEST -> seconds > IDLE_SECONDS;
                    case HEAD -> seconds > HEAD_SECONDS;
                    case BODY -> seconds > BODY_SECONDS && received < seconds * LEAST_BYTES_A_SECOND;
                    case NOTHING -> false;
                };
        if (spent) {
            context.close();
        }
    }
}
