package io.flipside.classifier;

import io.flipside.tensor.RenamedTensors;
import io.flipside.tensor.TensorSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * mmaction2's tensor names of a Video Swin and the torchvision names that our network asks for (models.md 2.4). Which of
 * the two a file uses shows in the names present. Index buffers have no counterpart: we compute them.
 */
public final class SwinNames {
    private static final Pattern LAYER = Pattern.compile("layers\\.(\\d+)\\.(blocks\\.(\\d+)|downsample)\\.(.*)");

    private SwinNames() {}

    /** The tensors under torchvision names, whichever the file uses. */
    public static TensorSource torchvision(TensorSource source) {
        boolean mmaction = source.names().stream().anyMatch(name -> strip(name).startsWith("backbone.patch_embed"));
        return mmaction ? RenamedTensors.of(source, SwinNames::tensor) : source;
    }

    private static String strip(String name) {
        return name.startsWith("state_dict.") ? name.substring("state_dict.".length()) : name;
    }

    static Optional<String> tensor(String original) {
        String name = strip(original);
        if (name.endsWith("relative_position_index") || name.endsWith("attn_mask")) {
            return Optional.empty();
        } else if (name.startsWith("cls_head.fc_cls.")) {
            return Optional.of("head." + name.substring("cls_head.fc_cls.".length()));
        } else if (!name.startsWith("backbone.")) {
            return Optional.empty();
        }
        String inside = name.substring("backbone.".length());
        if (inside.startsWith("norm3.")) {
            return Optional.of("norm." + inside.substring("norm3.".length()));
        }
        Matcher layer = LAYER.matcher(inside);
        if (!layer.matches()) {
            return Optional.of(inside);
        }
        int stage = Integer.parseInt(layer.group(1));
        String rest = layer.group(4).replaceFirst("^mlp\\.fc1\\.", "mlp.0.").replaceFirst("^mlp\\.fc2\\.", "mlp.3.");
        return Optional.of(
                layer.group(3) == null
                        ? "features." + (2 * stage + 1) + "." + rest
                        : "features." + 2 * stage + "." + layer.group(3) + "." + rest);
    }
}
