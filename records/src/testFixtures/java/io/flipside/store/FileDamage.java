package io.flipside.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Files changed in place, as a bad disk or a careless hand changes them. */
public final class FileDamage {
    private FileDamage() {}

    /**
     * Turns bits of one byte around.
     *
     * @param position of the byte; negative from the end
     * @param bits which of its bits
     */
    public static void flip(Path file, long position, int bits) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            long place = position < 0 ? open.length() + position : position;
            open.seek(place);
            int old = open.read();
            open.seek(place);
            open.write(old ^ bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void truncate(Path file, long length) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
