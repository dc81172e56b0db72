package io.flipside.generator;

/** What tensors of adapters are called. */
public final class AdapterNames {
    /** What PEFT writes before the name of a layer. */
    public static final String PEFT = "base_model.model.";

    /** Key of PEFT's configuration in a file's metadata, as diffusers writes it. */
    public static final String METADATA = LoraConfig.METADATA;

    private AdapterNames() {}

    /** Whether a tensor of this name is a part of a LoRA adapter, of whatever layer. */
    public static boolean isPart(String name) {
        return LoraPart.of(name).isPresent();
    }
}
