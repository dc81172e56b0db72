package io.flipside.classifier;

import io.flipside.UserError;
import java.util.List;
import java.util.Optional;

/**
 * What happens to the pixels of sampled frames: their size, then {@code (p - mean) / std} of {@code p = 127.5 (x + 1)}.
 *
 * @param fit their size
 * @param mean per channel, in 0 to 255
 * @param std per channel, in 0 to 255, greater than 0
 */
public record Preprocessing(FrameFit fit, List<Double> mean, List<Double> std) {
    private static final List<Double> IMAGENET_MEAN = List.of(123.675, 116.28, 103.53);
    private static final List<Double> IMAGENET_STD = List.of(58.395, 57.12, 57.375);
    private static final int CHANNELS = 3;

    /** Frames as they are, under ImageNet's mean and deviation. */
    public static final Preprocessing IMAGENET = of(IMAGENET_MEAN, IMAGENET_STD);

    /** Frames as they are, values in [0, 1]. */
    public static final Preprocessing UNIT = of(0, 255);

    /** Frames as they are, values in [-1, 1]. */
    public static final Preprocessing SIGNED = of(127.5, 127.5);

    /** Frames as they are, values in 0 to 255. */
    public static final Preprocessing LEVELS = of(0, 1);

    /** @throws UserError if a value is out of its range */
    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != CHANNELS || mean.stream().anyMatch(m -> !(m >= 0 && m <= 255))) {
            throw new UserError("mean must be three numbers from 0 to 255, one for each of red, green and blue.");
        }
        if (std.size() != CHANNELS || std.stream().anyMatch(s -> !(s > 0 && s <= 255))) {
            throw new UserError("std must be three numbers above 0, at most 255, for red, green and blue.");
        }
    }

    /** Frames as they are, under a mean and a deviation. */
    static Preprocessing of(List<Double> mean, List<Double> std) {
        return new Preprocessing(FrameFit.NONE, mean, std);
    }

    private static Preprocessing of(double mean, double std) {
        return of(List.of(mean, mean, mean), List.of(std, std, std));
    }

    /** Frames as they are, under what is given, else ImageNet's. */
    static Preprocessing ofImageNetUnless(Optional<List<Double>> mean, Optional<List<Double>> std) {
        return of(mean.orElse(IMAGENET_MEAN), std.orElse(IMAGENET_STD));
    }
}
