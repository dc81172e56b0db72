package io.flipside.generator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.TensorSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reference: the tensor lists of the public checkpoints. */
class WanNamesTest {
    @Test
    void everyOriginalTransformerTensorHasItsDiffusersName() throws IOException {
        assertThat(WanNames.transformer(manifest("wan_i2v_original")).names())
                .isEqualTo(manifest("wan_i2v_diffusers").names());
    }

    @Test
    void everyOriginalVaeTensorHasItsDiffusersName() throws IOException {
        assertThat(WanNames.vae(manifest("wan_vae_original")).names())
                .isEqualTo(manifest("wan_vae_diffusers").names());
    }

    @Test
    void renamedTensorsKeepTheirShapes() throws IOException {
        Listed original = manifest("wan_i2v_original");
        Listed diffusers = manifest("wan_i2v_diffusers");
        TensorSource renamed = WanNames.transformer(original);
        try (NDManager manager = NDManager.newBaseManager()) {
            // the source answers with the stored shape's rank: a wrong partner shows as another shape
            diffusers.shapes.forEach((name, shape) -> renamed.read(name, new Shape(shape.length()), manager));
        }
        assertThat(original.asked.values()).containsExactlyInAnyOrderElementsOf(diffusers.shapes.values());
    }

    @Test
    void diffusersNamesStayAsTheyAre() throws IOException {
        Listed diffusers = manifest("wan_i2v_diffusers");

        assertThat(WanNames.transformer(diffusers)).isSameAs(diffusers);
    }

    private static final class Listed implements TensorSource {
        private final Map<String, String> shapes = new TreeMap<>();
        private final Map<String, String> asked = new TreeMap<>();

        @Override
        public Set<String> names() {
            return shapes.keySet();
        }

        @Override
        public boolean has(String name) {
            return shapes.containsKey(name);
        }

        @Override
        public NDArray read(String name, Shape expected, NDManager manager) {
            asked.put(name, Objects.requireNonNull(shapes.get(name)));
            return manager.zeros(new Shape(1));
        }
    }

    private static Listed manifest(String name) throws IOException {
        Listed listed = new Listed();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WanNamesTest.class.getResourceAsStream("/manifests/" + name + ".txt")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> line.contains("\t")).forEach(line -> {
                String[] parts = line.split("\t", 2);
                listed.shapes.put(parts[0], parts[1].strip());
            });
        }
        return listed;
    }
}
