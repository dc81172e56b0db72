package io.flipside.clip;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Counts the empty chunks of an AVI file's stream. A capture that could not keep up writes them for the frames that it
 * dropped; FFmpeg steps over them without a word.
 */
final class AviChunks {
    private static final int HEADER = 8;
    private static final int LIST_HEADER = 12;

    private AviChunks() {}

    /**
     * The number of them.
     *
     * @param stream number of the stream, from 0
     */
    static long empty(Path file, int stream) {
        try (var input = new RandomAccessFile(file.toFile(), "r")) {
            return empty(input, "%02d".formatted(stream));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private static long empty(RandomAccessFile input, String stream) throws IOException {
        long at = 0;
        long count = 0;
        while (at + HEADER <= input.length()) {
            input.seek(at);
            var bytes = new byte[4];
            input.readFully(bytes);
            String name = new String(bytes, StandardCharsets.ISO_8859_1);
            long size = Integer.toUnsignedLong(Integer.reverseBytes(input.readInt()));
            if (name.equals("RIFF") || name.equals("LIST")) {
                // Lists are walked through, not over: chunks lie in lists that lie in the file's.
                at += LIST_HEADER;
                continue;
            }
            if (size == 0 && name.startsWith(stream) && (name.endsWith("dc") || name.endsWith("db"))) {
                count++;
            }
            at += HEADER + size + size % 2;
        }
        return count;
    }
}
