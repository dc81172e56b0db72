package io.flipside.metric.network;

import io.flipside.tensor.Parameters;
import io.flipside.tensor.TensorCheck;
import io.flipside.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The networks of metrics, whose public weights are registered and never shipped. */
public enum MetricNetwork {
    /** Of LPIPS: AlexNet's trunk and the five learned heads. */
    LPIPS_ALEX("AlexNet with the heads of LPIPS 0.1"),
    /** Of FID: the Inception-V3 of 2015. */
    FID_INCEPTION("Inception-V3 of FID"),
    /** Of FVD: I3D for Kinetics-400. */
    I3D("I3D for Kinetics-400");

    private final String words;

    MetricNetwork(String words) {
        this.words = words;
    }

    /** Its name in configurations and records: {@code lpips-alex}, {@code fid-inception}, {@code i3d}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As people call it. */
    public String words() {
        return words;
    }

    /** The network that tensors of these names are of, whole or in part, if it is one of these. */
    public static Optional<MetricNetwork> of(Set<String> names) {
        return Arrays.stream(values())
                .filter(network -> names.stream().anyMatch(network::isSign))
                .findFirst();
    }

    /** Weights under the names that the network reads. */
    public TensorSource named(TensorSource stored) {
        return this == LPIPS_ALEX ? LpipsNames.of(stored) : stored;
    }

    /**
     * What does not fit, from headers alone; empty if everything does.
     *
     * @param stored under any of the names that it is published with
     * @return sentences that name the tensor, what it is and what it should be
     */
    public List<String> problems(TensorSource stored) {
        return TensorCheck.problems(named(stored), network(), this::isHarmless);
    }

    /**
     * The half that is missing of a network that is published as two files, in words.
     *
     * @param names of all tensors there are
     */
    public Optional<String> missingHalf(Set<String> names) {
        if (this != LPIPS_ALEX) {
            return Optional.empty();
        } else if (names.stream().noneMatch(LpipsNames::isHead)) {
            return Optional.of("the learned heads of LPIPS (lin0 to lin4)");
        }
        return names.stream().noneMatch(LpipsNames::isTrunk)
                ? Optional.of("the trunk of AlexNet (features.0 to features.10)")
                : Optional.empty();
    }

    private boolean isSign(String name) {
        return switch (this) {
            case LPIPS_ALEX -> LpipsNames.isHead(name) || LpipsNames.isFirst(name);
            case FID_INCEPTION -> name.equals("Mixed_7c.branch_pool.conv.weight");
            case I3D -> name.equals("Mixed_5c.b3b.conv3d.weight");
        };
    }

    private Consumer<Parameters> network() {
        return switch (this) {
            case LPIPS_ALEX -> Lpips::new;
            case FID_INCEPTION -> InceptionV3::new;
            case I3D -> I3d::new;
        };
    }

    private boolean isHarmless(String name) {
        return this == LPIPS_ALEX ? LpipsNames.isHarmless(name) : name.endsWith(".num_batches_tracked");
    }
}
