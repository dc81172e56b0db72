package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image tower as the original Wan repository has it, under Hugging Face's names: queries, keys and values of a block
 * are the thirds of one tensor, and two embeddings have axes of length 1 before them.
 */
final class OpenClipTower implements TensorSource {
    /** A tensor that such a tower has. */
    static final String SIGN = "visual.cls_embedding";

    private static final String PREFIX = "visual.";
    private static final Pattern BLOCK = Pattern.compile("visual\\.transformer\\.(\\d{1,3})\\.(.+)\\.(weight|bias)");
    private static final Map<String, String> ENDS = Map.of(
            SIGN,
            "embeddings.class_embedding",
            "visual.pos_embedding",
            "embeddings.position_embedding.weight",
            "visual.patch_embedding.weight",
            "embeddings.patch_embedding.weight",
            "visual.pre_norm.weight",
            "pre_layrnorm.weight",
            "visual.pre_norm.bias",
            "pre_layrnorm.bias",
            "visual.post_norm.weight",
            "post_layernorm.weight",
            "visual.post_norm.bias",
            "post_layernorm.bias",
            "visual.head",
            "visual_projection.weight");
    private static final Map<String, String> IN_BLOCK = Map.of(
            "norm1", "layer_norm1",
            "norm2", "layer_norm2",
            "attn.proj", "self_attn.out_proj",
            "mlp.0", "mlp.fc1",
            "mlp.2", "mlp.fc2");
    private static final List<String> THIRDS = List.of("q_proj", "k_proj", "v_proj");

    private final TensorSource source;
    private final Map<String, Stored> stored = new TreeMap<>();

    /**
     * Where a tensor comes from.
     *
     * @param third of the stored rows, 0 to 2; below 0 for all of them
     */
    private record Stored(String name, int third) {}

    OpenClipTower(TensorSource source) {
        this.source = source;
        source.names().forEach(this::add);
    }

    private void add(String name) {
        Matcher block = BLOCK.matcher(name);
        if (ENDS.containsKey(name)) {
            stored.put(ENDS.getOrDefault(name, name), new Stored(name, -1));
        } else if (block.matches()) {
            String layer = "encoder.layers." + block.group(1) + ".";
            if (block.group(2).equals("attn.to_qkv")) {
                for (int third = 0; third < THIRDS.size(); third++) {
                    stored.put(
                            layer + "self_attn." + THIRDS.get(third) + "." + block.group(3), new Stored(name, third));
                }
            } else {
                stored.put(
                        layer + IN_BLOCK.getOrDefault(block.group(2), block.group(2)) + "." + block.group(3),
                        new Stored(name, -1));
            }
        } else if (name.startsWith("textual.")) {
            stored.put("text_model." + name, new Stored(name, -1));
        } else {
            String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            stored.put(bare.equals("log_scale") ? "logit_scale" : bare, new Stored(name, -1));
        }
    }

    @Override
    public Set<String> names() {
        return stored.keySet();
    }

    @Override
    public boolean has(String name) {
        return stored.containsKey(name);
    }

    @Override
    public Optional<Shape> shape(String name) {
        return Optional.ofNullable(stored.get(name)).flatMap(from -> source.shape(from.name())
                .map(whole -> from.third() < 0 ? withoutOnes(whole) : third(whole)));
    }

    @Override
    public void check(String name, Shape expected) {
        Stored from = from(name);
        source.check(from.name(), wanted(from, expected));
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        Stored from = from(name);
        try (NDManager scope = manager.newSubManager()) {
            NDArray whole = source.read(from.name(), wanted(from, expected), scope);
            long rows = expected.get(0);
            NDArray part = from.third() < 0
                    ? whole.reshape(expected)
                    : whole.get(new NDIndex(rows * from.third() + ":" + rows * (from.third() + 1)));
            NDArray own = part.duplicate();
            own.attach(manager);
            return own;
        }
    }

    @Override
    public void fetch(String name) {
        source.fetch(from(name).name());
    }

    private Stored from(String name) {
        return stored.getOrDefault(name, new Stored(name, -1));
    }

    // of a network's own shape the one that is stored
    private Shape wanted(Stored from, Shape expected) {
        if (from.third() >= 0) {
            long[] whole = expected.getShape().clone();
            whole[0] *= THIRDS.size();
            return new Shape(whole);
        }
        return source.shape(from.name())
                .filter(whole -> withoutOnes(whole).equals(withoutOnes(expected)))
                .orElse(expected);
    }

    private static Shape third(Shape whole) {
        long[] part = whole.getShape().clone();
        part[0] /= THIRDS.size();
        return new Shape(part);
    }

    private static Shape withoutOnes(Shape shape) {
        long[] all = shape.getShape();
        int first = 0;
        while (first < all.length - 1 && all[first] == 1) {
            first++;
        }
        return new Shape(Arrays.copyOfRange(all, first, all.length));
    }
}
