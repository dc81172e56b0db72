package io.flipside.generator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tensor of an adapter is to its layer, which shows in the end of its name. */
enum LoraPart {
    /** {@code [rank, in]}. */
    DOWN("\\.lora_A(?:\\.[^.]+)?\\.weight", "\\.lora_down\\.weight", "\\.lora\\.down\\.weight"),
    /** {@code [out, rank]}. */
    UP("\\.lora_B(?:\\.[^.]+)?\\.weight", "\\.lora_up\\.weight", "\\.lora\\.up\\.weight"),
    /** {@code [out]}, scaled as the pair is. */
    UP_BIAS("\\.lora_B(?:\\.[^.]+)?\\.bias"),
    /** One number. */
    ALPHA("\\.alpha"),
    /** {@code [out]} or {@code [out, 1]}: the rows' lengths after the change (DoRA, Liu et al. 2024). */
    MAGNITUDE("\\.lora_magnitude_vector(?:\\.[^.]+)?(?:\\.weight)?", "\\.dora_scale"),
    /** Added to the weight as it is. */
    DIFF("\\.diff"),
    /** Added to the bias as it is. */
    DIFF_BIAS("\\.diff_b"),
    /** Added to the modulation table of a block or the head as it is. */
    DIFF_MODULATION("\\.diff_m");

    private final List<Pattern> names;

    LoraPart(String... endings) {
        names = List.of(endings).stream()
                .map(end -> Pattern.compile("(.+?)" + end))
                .toList();
    }

    /** A tensor's name taken apart. */
    record Named(String module, LoraPart part) {}

    /** The module and part that a name means, if it means one. */
    static Optional<Named> of(String name) {
        for (LoraPart part : values()) {
            for (Pattern pattern : part.names) {
                Matcher matcher = pattern.matcher(name);
                if (matcher.matches()) {
                    return Optional.of(new Named(matcher.group(1), part));
                }
            }
        }
        return Optional.empty();
    }
}
