package io.flipside.tensor;

import io.flipside.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A file mapped into memory once, in pieces that begin where they are told to: what is hashed and what is read are the
 * same bytes, even if another file takes its place meanwhile. The pieces go when nobody holds them.
 */
final class MappedFile {
    private static final long PIECE = 1L << 30;

    private final NavigableMap<Long, MappedByteBuffer> pieces;

    private MappedFile(NavigableMap<Long, MappedByteBuffer> pieces) {
        this.pieces = pieces;
    }

    /**
     * Maps a whole file.
     *
     * @param channel open for reading; it may be closed afterwards
     * @param begins where parts begin that must lie in one piece each, ascending, each at most 2 GiB long or split
     */
    static MappedFile of(FileChannel channel, List<Long> begins) throws IOException {
        List<Long> ends = new ArrayList<>(begins);
        ends.add(channel.size());
        NavigableMap<Long, MappedByteBuffer> pieces = new TreeMap<>();
        long from = 0;
        long known = 0;
        for (long end : ends) {
            if (end - from > PIECE && known > from) {
                map(channel, from, known, pieces);
                from = known;
            }
            known = end;
        }
        map(channel, from, known, pieces);
        return new MappedFile(pieces);
    }

    private static void map(FileChannel channel, long from, long to, Map<Long, MappedByteBuffer> pieces)
            throws IOException {
        for (long begin = from; begin < to; ) {
            long length = to - begin <= Integer.MAX_VALUE ? to - begin : PIECE;
            pieces.put(begin, channel.map(FileChannel.MapMode.READ_ONLY, begin, length));
            begin += length;
        }
    }

    /** Part of the file in native byte order; it must lie in one piece. */
    ByteBuffer part(long offset, int length) {
        return slice(offset, length).order(ByteOrder.nativeOrder());
    }

    /** A copy of part of the file in native byte order, whatever pieces it lies in. */
    ByteBuffer copy(long offset, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) {
            long at = offset + bytes.position();
            Map.Entry<Long, MappedByteBuffer> piece = pieces.floorEntry(at);
            if (piece == null) {
                throw new IllegalArgumentException("nothing is mapped at " + at);
            }
            int inside = Math.toIntExact(at - piece.getKey());
            int part = Math.min(bytes.remaining(), piece.getValue().limit() - inside);
            bytes.put(piece.getValue().slice(inside, part));
        }
        return bytes.flip();
    }

    /** Brings the pages of a part into memory, as far as there is room. */
    void fetch(long offset, int length) {
        slice(offset, length).load();
    }

    private MappedByteBuffer slice(long offset, int length) {
        Map.Entry<Long, MappedByteBuffer> piece = pieces.floorEntry(offset);
        if (piece == null) {
            throw new IllegalArgumentException("nothing is mapped at " + offset);
        }
        return piece.getValue().slice(Math.toIntExact(offset - piece.getKey()), length);
    }

    /** sha256 of the whole file, in lower-case hexadecimal. */
    String sha256() {
        Sha256 hash = new Sha256();
        pieces.values().forEach(piece -> hash.add(piece.duplicate()));
        return hash.hex();
    }
}
