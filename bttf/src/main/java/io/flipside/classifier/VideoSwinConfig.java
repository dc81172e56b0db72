package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.tensor.JsonConfig;
import java.util.List;

/**
 * Dimensions of a Video Swin (models.md 2.1).
 *
 * @param patch patch size in frames, rows, columns
 * @param embedDim width of the first stage; doubles at each merge
 * @param depths blocks per stage, an even number where windows shift
 * @param heads attention heads per stage
 * @param window window size in tokens: time, rows, columns
 * @param classes number of classes
 */
public record VideoSwinConfig(
        List<Integer> patch,
        int embedDim,
        List<Integer> depths,
        List<Integer> heads,
        List<Integer> window,
        int classes) {

    public VideoSwinConfig {
        patch = List.copyOf(patch);
        depths = List.copyOf(depths);
        heads = List.copyOf(heads);
        window = List.copyOf(window);
    }

    /**
     * Reads {@code patch_size}, {@code embed_dim}, {@code depths}, {@code num_heads}, {@code window_size} and
     * {@code num_classes}.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static VideoSwinConfig of(JsonConfig json) {
        VideoSwinConfig config = new VideoSwinConfig(
                json.integers("patch_size"),
                json.integer("embed_dim"),
                json.integers("depths"),
                json.integers("num_heads"),
                json.integers("window_size"),
                json.integer("num_classes"));
        boolean fits = config.patch.size() == 3
                && config.window.size() == 3
                && config.depths.size() == config.heads.size()
                && !config.depths.isEmpty();
        if (!fits) {
            throw new UserError("config " + json.origin()
                    + ": patch_size and window_size need three numbers, depths and num_heads one per stage.");
        }
        return config;
    }
}
