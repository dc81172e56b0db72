package io.flipside.generator;

/** What tensors of adapters are called. */
public final class AdapterNames {
    private AdapterNames() {}

    /** Whether a tensor of this name is a part of a LoRA adapter, of whatever layer. */
    public static boolean isPart(String name) {
        return LoraPart.of(name).isPresent();
    }
}
