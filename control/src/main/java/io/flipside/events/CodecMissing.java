package io.flipside.events;

/** This machine cannot load the library of a codec: the message is sound, and another machine can read it. */
final class CodecMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodecMissing(Throwable cause) {
        super(
                "the library that unpacks a message does not load (" + cause
                        + "). Is the folder FLIPSIDE_CACHE, where it is unpacked, writable and may programs lie there?",
                cause);
    }
}
