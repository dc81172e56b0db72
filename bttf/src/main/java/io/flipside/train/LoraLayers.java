package io.flipside.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.ForwardingTensors;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weight;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network's frozen tensors with a pair to train beside each layer that is adapted. A layer's weight is made anew from
 * its pair whenever a segment needs it, inside the recorded graph and by the operations that merge a finished adapter:
 * what is trained is to the bit what is later run. The down half begins as PEFT begins it, the up half at zero, so
 * that an untrained adapter changes nothing.
 */
final class LoraLayers extends ForwardingTensors {
    private static final String WEIGHT = ".weight";

    private final LoraSettings lora;
    private final NDManager owner;
    private final RandomTensors random;
    private final Map<String, NDArray> pairs = new LinkedHashMap<>();

    /**
     * @param base the frozen network, under diffusers' names
     * @param owner of the pairs
     * @param seed of the down halves
     */
    LoraLayers(TensorSource base, LoraSettings lora, NDManager owner, long seed) {
        super(base);
        this.lora = lora;
        this.owner = owner;
        this.random = new RandomTensors(seed);
    }

    /** The pairs of layers that were asked for, {@code LAYER.lora_A.weight [rank, in]} and {@code .lora_B.weight [out, rank]}. */
    Map<String, NDArray> pairs() {
        return Collections.unmodifiableMap(pairs);
    }

    /**
     * To be called when the network is built.
     *
     * @throws UserError naming a target that is no layer of it
     */
    void requireAllTargets() {
        for (String target : lora.targets()) {
            if (pairs.keySet().stream()
                    .noneMatch(name -> lora.adapts(name.replaceFirst("\\.lora_[AB]\\.weight$", ""), target))) {
                throw new UserError(
                        "--targets: '" + target + "' is no linear layer of this transformer. Known are q, k, v,"
                                + " o, ffn, k_img, v_img, and ends of diffusers' names such as attn1.to_q.");
            }
        }
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        return base.read(name, expected, manager);
    }

    /** In float32, for its gradient flows through every layer in every update. */
    @Override
    public Weight hold(String name, Shape expected, NDManager manager) {
        NDArray frozen = base.read(name, expected, manager);
        if (!name.endsWith(WEIGHT) || expected.dimension() != 2) {
            return Weight.resident(frozen);
        }
        String module = name.substring(0, name.length() - WEIGHT.length());
        if (!lora.adapts(module)) {
            return Weight.resident(frozen);
        }
        String downName = module + ".lora_A.weight";
        NDArray down = random.read(downName, new Shape(lora.rank(), expected.get(1)), owner);
        NDArray up = owner.zeros(new Shape(expected.get(0), lora.rank()));
        pairs.put(downName, down);
        pairs.put(module + ".lora_B.weight", up);
        return scope -> changed(frozen, down, up, scope);
    }

    // results belong to the manager of their first operand: the product goes to the scope before anything else
    private NDArray changed(NDArray frozen, NDArray down, NDArray up, NDManager scope) {
        NDArray product = up.matMul(down);
        product.attach(scope);
        return product.mul(Scalars.of(product, (float) lora.scale())).add(frozen);
    }
}
