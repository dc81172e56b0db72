package io.flipside.library;

import io.flipside.metric.network.MetricNetwork;
import java.util.Locale;

/** The parts of a model. */
public enum PartKind {
    TRANSFORMER("makes the clip from noise", true),
    VAE("turns clips into latents and back", true),
    IMAGE_ENCODER("sees the first frame", true),
    TEXT("holds the prompt's tokens, made once by the text encoder and the tokenizer", true),
    TEXT_ENCODER("turns the prompt into tokens; needed once, for a prompt of your own", false),
    TOKENIZER("cuts the prompt into words; needed once, with the text encoder", false),
    SMALL_DECODER("stands in for the VAE in gradients, where a plan asks for it", false),
    CLASSIFIER("is asked about clips", true),
    ADAPTER("changes a generator's transformer", true),
    /** Named as {@link MetricNetwork} names it, as its neighbours are. */
    LPIPS_ALEX("sees how far pictures are apart", true),
    FID_INCEPTION("describes pictures", true),
    I3D("describes clips", true);

    private final String purpose;
    private final boolean needed;

    PartKind(String purpose, boolean needed) {
        this.purpose = purpose;
        this.needed = needed;
    }

    /** What it is for. */
    public String purpose() {
        return purpose;
    }

    /** Whether an audit cannot do without. */
    public boolean isNeeded() {
        return needed;
    }

    /** The part that a metric's network is. */
    static PartKind of(MetricNetwork network) {
        return valueOf(network.name());
    }

    /** Whether it is a metric's network. */
    boolean isMetric() {
        return this == LPIPS_ALEX || this == FID_INCEPTION || this == I3D;
    }

    /** Its name in options, entries and folders. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
