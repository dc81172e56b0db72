package io.flipside.store;

/** Content as it was read, and the name of that version for a compare-and-set. */
public final class Versioned {
    private final byte[] bytes;
    private final String etag;

    Versioned(byte[] bytes, String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What {@link ObjectStore#replace} compares. */
    public String etag() {
        return etag;
    }
}
