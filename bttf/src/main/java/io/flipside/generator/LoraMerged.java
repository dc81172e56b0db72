package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.FileName;
import io.flipside.tensor.ForwardingTensors;
import io.flipside.tensor.ReadFiles;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.TensorSource;
import io.flipside.tensor.Weight;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A transformer's tensors with an adapter merged in as they are read, in float32: {@code W + s up down}, where s is
 * {@code alpha / r} or {@code alpha / sqrt(r)}; with a magnitude m each row of that is brought to the length m (DoRA).
 */
public final class LoraMerged extends ForwardingTensors {
    private final LoraAdapter adapter;

    private LoraMerged(TensorSource base, LoraAdapter adapter) {
        super(base);
        this.adapter = adapter;
    }

    /**
     * A transformer with an adapter.
     *
     * @param base under the names that {@code naming} gives
     * @param path the adapter
     * @param naming of the transformer's layers
     * @throws UserError if keys belong to no layer, or a layer is incomplete or of the wrong shape
     */
    public static LoraMerged of(TensorSource base, Path path, LayerNaming naming) {
        return of(base, path, naming, new ReadFiles(FileName.folderOf(path)));
    }

    /** As above; the files of the adapter are noted. */
    static LoraMerged of(TensorSource base, Path path, LayerNaming naming, ReadFiles files) {
        return new LoraMerged(base, LoraAdapter.read(base, path, naming, files));
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        NDArray tensor = base.read(name, expected, manager);
        merge(tensor, name, manager);
        return tensor;
    }

    /** Half precision stays as stored and is merged, in float32 as ever, when a segment needs it. */
    @Override
    public Weight hold(String name, Shape expected, NDManager manager) {
        Weight stored = base.hold(name, expected, manager);
        if (layer(name).isEmpty()) {
            return stored;
        } else if (stored instanceof Weight.Resident resident) {
            merge(resident.array(), name, manager);
            return stored;
        }
        Weight merged = scope -> {
            NDArray tensor = stored.in(scope);
            merge(tensor, name, scope);
            return tensor;
        };
        try (NDManager scope = manager.newSubManager()) {
            merged.in(scope); // what is wrong with an adapter is said when it is loaded
        }
        return merged;
    }

    @Override
    public void fetch(String name) {
        base.fetch(name);
    }

    private Optional<LoraLayer> layer(String name) {
        boolean named = isBias(name) || name.endsWith(".weight");
        return Optional.ofNullable(adapter.layers().get(named ? name.substring(0, name.lastIndexOf('.')) : name));
    }

    private static boolean isBias(String name) {
        return name.endsWith(".bias");
    }

    private void merge(NDArray tensor, String name, NDManager owner) {
        layer(name)
                .ifPresent(layer -> Autograd.unrecorded(() -> {
                    try (NDManager scope = owner.newSubManager()) {
                        if (isBias(name)) {
                            addToBias(tensor, layer, scope);
                        } else {
                            addToWeight(tensor, layer, scope);
                        }
                        finite(tensor, name);
                    }
                    return tensor;
                }));
    }

    private void addToWeight(NDArray weight, LoraLayer layer, NDManager scope) {
        layer.part(LoraPart.DIFF).ifPresent(name -> weight.addi(read(name, scope)));
        layer.part(LoraPart.DIFF_MODULATION).ifPresent(name -> weight.addi(read(name, scope)));
        layer.part(LoraPart.DOWN).ifPresent(downName -> {
            NDArray down = read(downName, scope);
            NDArray up = read(layer.part(LoraPart.UP).orElseThrow(), scope);
            long rank = down.getShape().get(0);
            NDArray change =
                    up.reshape(-1, rank).matMul(down.reshape(rank, -1)).mul(Scalars.of(up, (float) layer.scale()));
            weight.addi(change.reshape(weight.getShape()));
        });
        layer.part(LoraPart.MAGNITUDE).ifPresent(name -> {
            // the rows' directions are those of the changed weight, their lengths are the adapter's (peft,
            // lora/dora.py)
            NDArray length =
                    inside(scope, weight).square().sum(new int[] {1}, true).sqrt();
            weight.muli(read(name, scope).reshape(-1, 1).div(length));
        });
    }

    // a bias of the up projection is part of what alpha over rank scales (peft, lora.Linear.forward)
    private void addToBias(NDArray bias, LoraLayer layer, NDManager scope) {
        layer.part(LoraPart.UP_BIAS)
                .ifPresent(name -> bias.addi(read(name, scope).mul(scope.create((float) layer.scale()))));
        layer.part(LoraPart.DIFF_BIAS).ifPresent(name -> bias.addi(read(name, scope)));
    }

    private NDArray read(String name, NDManager scope) {
        return adapter.weights().read(name, scope);
    }

    private static NDArray inside(NDManager scope, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(scope);
        return copy;
    }

    private void finite(NDArray tensor, String name) {
        try (NDArray size = tensor.abs();
                NDArray largest = size.max()) {
            if (!Float.isFinite(largest.getFloat())) {
                throw new UserError("adapter " + adapter.path() + " makes values of '" + name
                        + "' that are no finite numbers. Get the file again.");
            }
        }
    }
}
