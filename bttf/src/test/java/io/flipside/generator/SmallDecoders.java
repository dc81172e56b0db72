package io.flipside.generator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.method.Latent;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small decoders with random weights, under the names that are public. */
public final class SmallDecoders {
    private SmallDecoders() {}

    /** All tensors of a decoder, and one of the encoder that is published with it. */
    public static Map<String, Latent> tensors(int latentChannels, List<Integer> widths) {
        Map<String, Latent> tensors = new TreeMap<>();
        convolution(tensors, "encoder.0", widths.get(0), 3, true);
        convolution(tensors, "decoder.1", widths.get(0), latentChannels, true);
        for (int level = 0; level < 3; level++) {
            int width = widths.get(level);
            int at = 3 + 6 * level;
            for (int block = at; block < at + 3; block++) {
                convolution(tensors, "decoder." + block + ".conv.0", width, 2 * width, true);
                convolution(tensors, "decoder." + block + ".conv.2", width, width, true);
                convolution(tensors, "decoder." + block + ".conv.4", width, width, true);
            }
            put(tensors, "decoder." + (at + 4) + ".conv.weight", (level == 0 ? 1 : 2) * width, width, 1, 1);
            convolution(tensors, "decoder." + (at + 5), widths.get(level + 1), width, false);
        }
        convolution(tensors, "decoder.22", 3, widths.get(3), true);
        return tensors;
    }

    private static void convolution(Map<String, Latent> tensors, String name, int out, int in, boolean bias) {
        put(tensors, name + ".weight", out, in, 3, 3);
        if (bias) {
            put(tensors, name + ".bias", out);
        }
    }

    private static void put(Map<String, Latent> tensors, String name, long... shape) {
        double fan = shape.length == 1 ? 4 : shape[1] * shape[2] * shape[3];
        tensors.put(name, Latent.noise(new Shape(shape), tensors.size() + 1).times(1.3 / Math.sqrt(fan)));
    }

    /** Written as a file. */
    public static Path written(Path file, Map<String, Latent> tensors, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> arrays = new TreeMap<>();
            tensors.forEach((name, tensor) -> arrays.put(name, tensor.toArray(scope)));
            SafetensorsWriter.write(file, arrays, Map.of("format", "pt"));
        }
        return file;
    }

    /** Read from a file. */
    public static TinyDecoder read(Path file, NDManager manager) {
        Weights weights = Weights.open(file);
        return new TinyDecoder(new Parameters(manager, weights), TinyDecoderConfig.of(weights));
    }
}
