package io.flipside.classifier;

import io.flipside.UserError;
import io.flipside.cost.ClipSize;
import io.flipside.cost.Operations;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dimensions of a Video Swin (docs/models.md).
 *
 * @param patch patch size in frames, rows, columns; 1 to 64 each
 * @param embedDim width of the first stage, 1 to 1024; doubles at each merge
 * @param depths blocks per stage, 1 to 64; every second one shifts its windows
 * @param heads attention heads per stage; each divides its stage's width
 * @param window window size in tokens: time, rows, columns; at most 4096 tokens in all
 * @param classes number of classes, 1 to 100,000
 */
public record VideoSwinConfig(
        List<Integer> patch, int embedDim, List<Integer> depths, List<Integer> heads, List<Integer> window, int classes)
        implements NetworkForm {
    /** Name of the architecture. */
    public static final String NAME = "video-swin";

    private static final int MAX_STAGES = 8;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_PATCH = 64;
    private static final int MAX_EMBED = 1024;
    private static final int MAX_WINDOW = 4096;
    private static final int MAX_CLASSES = 100_000;

    /** @throws UserError if a dimension is out of its range; the message names the field */
    public VideoSwinConfig {
        patch = List.copyOf(patch);
        depths = List.copyOf(depths);
        heads = List.copyOf(heads);
        window = List.copyOf(window);
        check(patch.size() == 3 && within(patch, MAX_PATCH), "patch_size needs three numbers from 1 to " + MAX_PATCH);
        check(embedDim >= 1 && embedDim <= MAX_EMBED, "embed_dim must be from 1 to " + MAX_EMBED);
        check(
                !depths.isEmpty() && depths.size() <= MAX_STAGES && within(depths, MAX_DEPTH),
                "depths needs one number from 1 to " + MAX_DEPTH + " for each of 1 to " + MAX_STAGES + " stages");
        check(
                heads.size() == depths.size() && headsFit(embedDim, heads),
                "num_heads needs one divisor of the stage's width for each stage");
        check(
                window.size() == 3 && within(window, MAX_WINDOW) && tokens(window) <= MAX_WINDOW,
                "window_size needs three numbers whose product is at most " + MAX_WINDOW);
        check(classes >= 1 && classes <= MAX_CLASSES, "num_classes must be from 1 to " + MAX_CLASSES);
    }

    /**
     * Reads {@code patch_size}, {@code embed_dim}, {@code depths}, {@code num_heads}, {@code window_size} and
     * {@code num_classes}.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static VideoSwinConfig of(JsonConfig json) {
        try {
            return new VideoSwinConfig(
                    json.integers("patch_size"),
                    json.integer("embed_dim"),
                    json.integers("depths"),
                    json.integers("num_heads"),
                    json.integers("window_size"),
                    json.integer("num_classes"));
        } catch (Misfit e) {
            throw new UserError("config " + json.origin() + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public String architecture() {
        return NAME;
    }

    @Override
    public int blocks() {
        return depths.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public int width() {
        return embedDim;
    }

    @Override
    public ClipNetwork network(Parameters parameters) {
        return new VideoSwin(parameters, this);
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("patch_size", patch);
        fields.put("embed_dim", embedDim);
        fields.put("depths", depths);
        fields.put("num_heads", heads);
        fields.put("window_size", window);
        fields.put("num_classes", classes);
        return fields;
    }

    @Override
    public Operations cost(ClipSize sampled) {
        return new SwinCost(this, sampled).logits();
    }

    private static final class Misfit extends UserError {
        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message);
        }
    }

    private static void check(boolean fits, String rule) {
        if (!fits) {
            throw new Misfit(rule);
        }
    }

    private static boolean within(List<Integer> numbers, int most) {
        return numbers.stream().allMatch(n -> n >= 1 && n <= most);
    }

    private static long tokens(List<Integer> window) {
        return window.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    private static boolean headsFit(int embedDim, List<Integer> heads) {
        for (int stage = 0; stage < heads.size(); stage++) {
            int count = heads.get(stage);
            if (count < 1 || (embedDim << stage) % count != 0) {
                return false;
            }
        }
        return true;
    }
}
