package io.flipside.generator;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Original names of the Wan VAE's tensors and their diffusers names (docs/models.md), for four levels. */
final class WanVaeNames {
    private static final Map<String, String> IN_RESIDUAL = Map.of(
            "residual.0", "norm1",
            "residual.2", "conv1",
            "residual.3", "norm2",
            "residual.6", "conv2",
            "shortcut", "conv_shortcut");
    private static final Map<String, String> ENDS =
            Map.of("conv1", "conv_in", "head.0", "norm_out", "head.2", "conv_out");
    private static final Map<String, String> MIDDLE =
            Map.of("0", "mid_block.resnets.0", "1", "mid_block.attentions.0", "2", "mid_block.resnets.1");
    private static final Pattern NAME = Pattern.compile("(encoder|decoder)\\.(.*)\\.(weight|bias|gamma)");
    private static final Pattern INDEXED = Pattern.compile("(downsamples|upsamples|middle)\\.(\\d{1,4})\\.(.*)");
    /** Places in the decoder's flat list of one level: three residual blocks and, but for the last, an up-sampler. */
    private static final int PER_LEVEL = 4;

    private WanVaeNames() {}

    static Optional<String> tensor(String original) {
        if (original.startsWith("conv1.")) {
            return Optional.of("quant_conv." + original.substring("conv1.".length()));
        } else if (original.startsWith("conv2.")) {
            return Optional.of("post_quant_conv." + original.substring("conv2.".length()));
        }
        Matcher name = NAME.matcher(original);
        if (!name.matches()) {
            return Optional.empty();
        }
        return module(name.group(2)).map(module -> name.group(1) + "." + module + "." + name.group(3));
    }

    private static Optional<String> module(String module) {
        String end = ENDS.get(module);
        if (end != null) {
            return Optional.of(end);
        }
        Matcher place = INDEXED.matcher(module);
        if (!place.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(place.group(2));
        String inside = IN_RESIDUAL.getOrDefault(place.group(3), place.group(3));
        return switch (place.group(1)) {
            case "middle" -> Optional.ofNullable(MIDDLE.get(place.group(2))).map(where -> where + "." + inside);
            case "downsamples" -> Optional.of("down_blocks." + index + "." + inside);
            default -> {
                int level = index / PER_LEVEL;
                int at = index % PER_LEVEL;
                yield Optional.of("up_blocks." + level
                        + (at == PER_LEVEL - 1 ? ".upsamplers.0." : ".resnets." + at + ".") + inside);
            }
        };
    }
}
