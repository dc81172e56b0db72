package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The umT5 text encoder (docs/models.md) under Hugging Face names: every layer has its own relative position table,
 * attention is not scaled, nothing has a bias.
 */
public final class Umt5Encoder {
    private final Umt5Config config;
    private final Weight embedding;
    private final List<List<Weight>> blocks = new ArrayList<>();
    private final NDArray finalNorm;

    /**
     * Reads every tensor at once.
     *
     * @throws io.flipside.UserError if a tensor is missing or of another shape
     */
    public Umt5Encoder(Parameters p, Umt5Config config) {
        this.config = config;
        int dim = config.dim();
        int inner = config.inner();
        int attention = config.heads() * config.headDim();
        embedding = p.weight("shared.weight", config.vocabulary(), dim);
        for (int i = 0; i < config.layers(); i++) {
            Parameters self = p.under("encoder.block." + i + ".layer.0");
            Parameters forward = p.under("encoder.block." + i + ".layer.1");
            blocks.add(List.of(
                    self.weight("layer_norm.weight", dim),
                    self.weight("SelfAttention.q.weight", attention, dim),
                    self.weight("SelfAttention.k.weight", attention, dim),
                    self.weight("SelfAttention.v.weight", attention, dim),
                    self.weight("SelfAttention.relative_attention_bias.weight", config.buckets(), config.heads()),
                    self.weight("SelfAttention.o.weight", dim, attention),
                    forward.weight("layer_norm.weight", dim),
                    forward.weight("DenseReluDense.wi_0.weight", inner, dim),
                    forward.weight("DenseReluDense.wi_1.weight", inner, dim),
                    forward.weight("DenseReluDense.wo.weight", dim, inner)));
        }
        finalNorm = p.get("encoder.final_layer_norm.weight", dim);
    }

    /**
     * Encodes tokens.
     *
     * @param ids {@code [N, L]}, int64
     * @param mask {@code [N, L]}, int64: 1 for a token, 0 for padding
     * @return {@code [N, L, dim]}; rows of padding are not zeroed
     */
    public NDArray encode(NDArray ids, NDArray mask) {
        return Autograd.unrecorded(() -> {
            try (NDManager scope = ids.getManager().newSubManager()) {
                int length = Math.toIntExact(ids.getShape().get(1));
                NDArray buckets = scope.create(buckets(length));
                NDArray hidden = mask.toType(DataType.FLOAT32, false).sub(1).mul(Scalars.of(mask, Float.MAX_VALUE));
                hidden.attach(scope);
                NDArray apart = hidden.reshape(new Shape(mask.getShape().get(0), 1, 1, length));
                NDArray x = Weight.with(List.of(embedding), ids, w -> Aten.call("embedding", ids, w.get(0)));
                x.attach(scope);
                for (List<Weight> block : blocks) {
                    x = through(block, x, buckets, apart);
                }
                NDArray result = Aten.call("rms_norm", x, finalNorm, config.eps());
                result.attach(ids.getManager());
                return result;
            }
        });
    }

    private NDArray through(List<Weight> block, NDArray x, NDArray buckets, NDArray apart) {
        return Weight.with(block, x, w -> Aten.call("umt5_block", x, w, buckets, apart, config.heads(), config.eps()));
    }

    /** Bucket of every (query, key) pair, both directions: near distances one each, far ones by their logarithm. */
    private long[] buckets(int length) {
        int half = config.buckets() / 2;
        int exact = half / 2;
        long[] result = new long[length * length];
        for (int query = 0; query < length; query++) {
            for (int key = 0; key < length; key++) {
                int distance = Math.abs(key - query);
                // single precision, as the reference computes it: bucket borders depend on the rounding
                float logarithm = (float) Math.log((float) distance / exact)
                        / (float) Math.log((double) config.maxDistance() / exact)
                        * (half - exact);
                int bucket = distance < exact ? distance : Math.min(exact + (int) logarithm, half - 1);
                result[query * length + key] = bucket + (key > query ? half : 0);
            }
        }
        return result;
    }
}
