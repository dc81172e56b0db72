package io.flipside.tensor;

/** Lets tests of other rooms pack a TorchScript archive as our own operators are packed. */
public final class TensorTestAccess {
    private TensorTestAccess() {}

    /** An archive of one class {@code Ops} with the given code. */
    public static byte[] archive(byte[] code) {
        return AtenArchive.pack(code);
    }
}
