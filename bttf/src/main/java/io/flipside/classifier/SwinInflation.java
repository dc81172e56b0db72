package io.flipside.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.Aten;
import io.flipside.tensor.Scalars;
import io.flipside.tensor.TensorSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The parameters of a Video Swin before it has seen a video: those of an ImageNet Swin for images, inflated (docs/models.md
 * 2.2). The patch kernel is repeated over time and divided by the repetitions, so that a still clip gives what its
 * picture gave; each table of biases is repeated for every distance in time, and resized first where the windows
 * differ. The image head is left out.
 */
public final class SwinInflation implements TensorSource {
    private static final String PATCH = "patch_embed.proj.weight";
    private static final String TABLE = "relative_position_bias_table";
    private static final String HEAD = "head.";

    private final TensorSource flat;
    private final int flatWindow;
    private final VideoSwinConfig config;
    private final TensorSource head;

    /**
     * @param flat the image checkpoint under its public names
     * @param flatWindow its window, 7 for the ImageNet-1K files
     * @param config the network to fill
     * @param head where {@code head.weight} and {@code head.bias} come from
     */
    public SwinInflation(TensorSource flat, int flatWindow, VideoSwinConfig config, TensorSource head) {
        this.flat = SwinNames.torchvision(flat);
        this.flatWindow = flatWindow;
        this.config = config;
        this.head = head;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(flat.names());
        names.removeIf(name -> name.startsWith(HEAD));
        names.add("head.weight");
        names.add("head.bias");
        return names;
    }

    @Override
    public boolean has(String name) {
        return name.startsWith(HEAD) ? head.has(name) : flat.has(name);
    }

    @Override
    public NDArray read(String name, Shape expected, NDManager manager) {
        if (name.startsWith(HEAD)) {
            return head.read(name, expected, manager);
        } else if (name.equals(PATCH)) {
            return patch(expected, manager);
        } else if (name.endsWith(TABLE)) {
            return table(name, expected.get(1), manager);
        }
        return flat.read(name, expected, manager);
    }

    private NDArray patch(Shape expected, NDManager manager) {
        long frames = expected.get(2);
        try (NDManager scope = manager.newSubManager()) {
            Shape image = new Shape(expected.get(0), expected.get(1), expected.get(3), expected.get(4));
            NDArray kernel = flat.read(PATCH, image, scope);
            return kept(kernel.div(Scalars.of(kernel, frames)).expandDims(2).repeat(2, frames), manager);
        }
    }

    private NDArray table(String name, long heads, NDManager manager) {
        long side = 2L * flatWindow - 1;
        int times = 2 * config.window().get(0) - 1;
        long rows = 2L * config.window().get(1) - 1;
        long columns = 2L * config.window().get(2) - 1;
        try (NDManager scope = manager.newSubManager()) {
            NDArray table = flat.read(name, new Shape(side * side, heads), scope);
            if (rows != side || columns != side) {
                NDArray grid = table.transpose().reshape(1, heads, side, side);
                table = Aten.call("resize_bicubic", grid, new long[] {rows, columns})
                        .reshape(heads, rows * columns)
                        .transpose();
            }
            return kept(NDArrays.concat(new NDList(Collections.nCopies(times, table)), 0), manager);
        }
    }

    private static NDArray kept(NDArray array, NDManager manager) {
        array.attach(manager);
        return array;
    }
}
