package io.flipside.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends with an error where it has more bytes than are taken, whatever its head said. */
public final class Bounded extends FilterInputStream {
    private final long most;
    private long taken;

    public Bounded(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** A body has more bytes than are taken. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(long most) {
            super(Bodies.tooLarge(most));
        }
    }

    /** All of it, in memory. */
    public static byte[] bytes(InputStream in, long most) throws IOException {
        try (Bounded bounded = new Bounded(in, most)) {
            return bounded.readAllBytes();
        }
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        taken += bytes;
        if (taken > most) {
            throw new TooLarge(most);
        }
    }
}
