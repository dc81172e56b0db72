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
 * Dimensions of an R(2+1)D (docs/models.md).
 *
 * @param width channels of the first stage, a multiple of {@code groups}, at most 1024; doubles at each stage
 * @param depths blocks a stage, 1 to 64, for 1 to 5 stages; every stage but the first halves frames, rows and columns
 * @param groups of channels that a norm takes together, 1 to 64
 * @param stemStride rows and columns that the first convolution goes on at a time, 1 to 8
 * @param classes number of classes, 1 to 100,000
 */
public record R2Plus1dConfig(int width, List<Integer> depths, int groups, int stemStride, int classes)
        implements NetworkForm {
    /** Name of the architecture. */
    public static final String NAME = "r2plus1d";

    private static final int MAX_WIDTH = 1024;
    private static final int MAX_STAGES = 5;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_GROUPS = 64;
    private static final int MAX_STRIDE = 8;
    private static final int MAX_CLASSES = 100_000;

    /** @throws UserError if a dimension is out of its range; the message names the field */
    public R2Plus1dConfig {
        depths = List.copyOf(depths);
        check(groups >= 1 && groups <= MAX_GROUPS, "norm_groups must be from 1 to " + MAX_GROUPS);
        check(
                width >= groups && width <= MAX_WIDTH && width % groups == 0,
                "width must be a multiple of norm_groups, at most " + MAX_WIDTH);
        check(
                !depths.isEmpty()
                        && depths.size() <= MAX_STAGES
                        && depths.stream().allMatch(n -> n >= 1 && n <= MAX_DEPTH),
                "depths needs one number from 1 to " + MAX_DEPTH + " for each of 1 to " + MAX_STAGES + " stages");
        check(stemStride >= 1 && stemStride <= MAX_STRIDE, "stem_stride must be from 1 to " + MAX_STRIDE);
        check(classes >= 1 && classes <= MAX_CLASSES, "num_classes must be from 1 to " + MAX_CLASSES);
    }

    private static void check(boolean fits, String rule) {
        if (!fits) {
            throw new UserError(rule);
        }
    }

    /**
     * Reads {@code width}, {@code depths}, {@code norm_groups}, {@code stem_stride} and {@code num_classes}.
     *
     * @throws UserError naming a field that is missing or does not fit
     */
    public static R2Plus1dConfig of(JsonConfig json) {
        int width = json.integer("width");
        List<Integer> depths = json.integers("depths");
        int groups = json.integer("norm_groups");
        int stride = json.integer("stem_stride");
        int classes = json.integer("num_classes");
        try {
            return new R2Plus1dConfig(width, depths, groups, stride, classes);
        } catch (UserError e) {
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
    public ClipNetwork network(Parameters parameters) {
        return new R2Plus1d(parameters, this);
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("width", width);
        fields.put("depths", depths);
        fields.put("norm_groups", groups);
        fields.put("stem_stride", stemStride);
        fields.put("num_classes", classes);
        return fields;
    }

    @Override
    public Operations cost(ClipSize sampled) {
        return new R2Plus1dCost(this, sampled).logits();
    }

    /** Channels between the two halves of a convolution: as many weights as a whole one of 3x3x3 has, in whole groups. */
    int between(int in, int out) {
        int even = in * out * 27 / (in * 9 + 3 * out);
        return Math.max(groups, even / groups * groups);
    }
}
