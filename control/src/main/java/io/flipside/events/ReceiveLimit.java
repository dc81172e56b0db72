package io.flipside.events;

import java.nio.ByteBuffer;
import org.apache.kafka.common.memory.MemoryPool;
import org.apache.kafka.common.network.InvalidReceiveException;

/** Ordinary memory for the answers of brokers, up to a size; the connection of a larger one is closed unread. */
final class ReceiveLimit implements MemoryPool {
    private final int most;
    private int refused;

    ReceiveLimit(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Size of the answer refused since the last call, or 0. */
    int refused() {
        int last = refused;
        refused = 0;
        return last;
    }

    @Override
    public ByteBuffer tryAllocate(int sizeBytes) {
        if (sizeBytes > most) {
            refused = sizeBytes;
            throw new InvalidReceiveException("an answer of " + sizeBytes + " bytes; at most " + most + " are taken");
        }
        return ByteBuffer.allocate(sizeBytes);
    }

    @Override
    public void release(ByteBuffer previouslyAllocated) {
        // the garbage collector's
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
