package io.flipside.classifier;

import io.flipside.tensor.RenamedTensors;
import io.flipside.tensor.SharedPrefix;
import io.flipside.tensor.TensorSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tensor names of the public Swin checkpoints (docs/models.md). torchvision's are ours; mmaction2's, and those of the 2-D
 * image checkpoints, which lack its {@code backbone.} prefix, are mapped to them. Index buffers and masks follow from
 * the dimensions and are left out.
 */
public final class SwinNames {
    private static final Pattern BLOCK = Pattern.compile("layers\\.(\\d{1,3})\\.blocks\\.(.+)");
    private static final Pattern MERGE = Pattern.compile("layers\\.(\\d{1,3})\\.downsample\\.(.+)");
    private static final Pattern PREFIX = Pattern.compile("^(state_dict\\.)?(backbone\\.)?");

    private SwinNames() {}

    /** The same tensors under torchvision's names, whichever of the namings the source uses. */
    public static TensorSource torchvision(TensorSource file) {
        if (file.names().isEmpty()) {
            return file; // makes what it is asked for
        }
        TensorSource source = SharedPrefix.without(file, List.of("patch_embed.proj.weight"));
        return RenamedTensors.of(source, SwinNames::tensor);
    }

    /** torchvision's name for a tensor; empty for one that is no parameter. */
    static Optional<String> tensor(String name) {
        if (name.endsWith("relative_position_index") || name.endsWith("attn_mask")) {
            return Optional.empty();
        }
        String bare = PREFIX.matcher(name).replaceFirst("");
        Matcher block = BLOCK.matcher(bare);
        if (block.matches()) {
            String rest = block.group(2).replace(".mlp.fc1.", ".mlp.0.").replace(".mlp.fc2.", ".mlp.3.");
            return Optional.of("features." + 2 * Integer.parseInt(block.group(1)) + "." + rest);
        }
        Matcher merge = MERGE.matcher(bare);
        if (merge.matches()) {
            return Optional.of("features." + (2 * Integer.parseInt(merge.group(1)) + 1) + "." + merge.group(2));
        }
        return Optional.of(bare.replaceFirst("^norm3\\.", "norm.").replaceFirst("^cls_head\\.fc_cls\\.", "head."));
    }
}
