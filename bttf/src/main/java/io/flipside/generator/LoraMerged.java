package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.LoraAdapter.Part;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.TensorSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transformer's tensors with an adapter merged in as they are read: {@code W + (alpha / r) up down}, in float32. */
public final class LoraMerged implements TensorSource {
    private final TensorSource base;
    private final LoraAdapter adapter;

    private LoraMerged(TensorSource base, LoraAdapter adapter) {
        this.base = base;
        this.adapter = adapter;
    }

    /**
     * A transformer with an adapter.
     *
     * @param base under diffusers names
     * @param path the adapter
     * @param layers number of the transformer's blocks
     * @throws UserError if keys belong to no layer, or a pair is incomplete or of the wrong shape
     */
    public static LoraMerged of(TensorSource base, Path path, int layers) {
        Map<String, String> modules = new HashMap<>();
        WanNames.transformerModules(layers).forEach((original, module) -> {
            for (String name : new String[] {original, module}) {
                modules.put(name, module);
                modules.put(name.replace('.', '_'), module);
            }
        });
        LoraAdapter adapter = LoraAdapter.read(
                path, name -> Optional.ofNullable(modules.get(name)).filter(module -> base.has(module + ".weight")));
        adapter.modules().forEach((module, parts) -> checkPair(adapter, module, parts));
        return new LoraMerged(base, adapter);
    }

    private static void checkPair(LoraAdapter adapter, String module, Map<Part, String> parts) {
        boolean down = parts.containsKey(Part.DOWN);
        boolean up = parts.containsKey(Part.UP);
        if (down != up) {
            throw new UserError("adapter " + adapter.path() + ": layer '" + module + "' has only "
                    + (down ? "the down" : "the up") + " half of its pair. Get the file again.");
        }
    }

    @Override
    public Set<String> names() {
        return base.names();
    }

    @Override
    public boolean has(String name) {
        return base.has(name);
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        NDArray tensor = base.read(name, expected, manager);
        int dot = name.lastIndexOf('.');
        Map<Part, String> parts = dot < 0 ? Map.of() : adapter.modules().getOrDefault(name.substring(0, dot), Map.of());
        if (!parts.isEmpty()) {
            Autograd.unrecorded(() -> {
                try (NDManager scope = manager.newSubManager()) {
                    if (name.endsWith(".weight")) {
                        addToWeight(tensor, parts, name, scope);
                    } else if (name.endsWith(".bias")) {
                        add(tensor, parts.get(Part.UP_BIAS), name, scope);
                        add(tensor, parts.get(Part.DIFF_BIAS), name, scope);
                    }
                }
                return tensor;
            });
        }
        return tensor;
    }

    private void addToWeight(NDArray weight, Map<Part, String> parts, String name, NDManager scope) {
        add(weight, parts.get(Part.DIFF), name, scope);
        String downName = parts.get(Part.DOWN);
        String upName = parts.get(Part.UP);
        if (downName == null || upName == null) {
            return;
        }
        NDArray down = adapter.weights().read(downName, scope);
        NDArray up = adapter.weights().read(upName, scope);
        Shape shape = weight.getShape();
        Shape d = down.getShape();
        Shape u = up.getShape();
        boolean fits = shape.dimension() == 2
                && d.dimension() == 2
                && u.dimension() == 2
                && d.get(1) == shape.get(1)
                && u.get(0) == shape.get(0)
                && d.get(0) == u.get(1);
        if (!fits) {
            throw new UserError("adapter " + adapter.path() + ": tensors '" + downName + "' " + d + " and '" + upName
                    + "' " + u + " do not fit '" + name + "' " + shape + ". Use an adapter made for this model.");
        }
        String alpha = parts.get(Part.ALPHA);
        double scale = alpha == null
                ? adapter.scale()
                : adapter.weights()
                                .read(alpha, scope)
                                .toType(DataType.FLOAT32, false)
                                .toFloatArray()[0]
                        / d.get(0);
        weight.addi(up.matMul(down).mul((float) scale));
    }

    private void add(NDArray tensor, @Nullable String change, String name, NDManager scope) {
        if (change == null) {
            return;
        }
        NDArray difference = adapter.weights().read(change, scope);
        if (!difference.getShape().equals(tensor.getShape())) {
            throw new UserError("adapter " + adapter.path() + ": tensor '" + change + "' " + difference.getShape()
                    + " does not fit '" + name + "' " + tensor.getShape() + ". Use an adapter made for this model.");
        }
        tensor.addi(difference);
    }
}
