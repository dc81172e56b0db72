package io.flipside.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.file.Sha256;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorSettings;
import io.flipside.generator.LoadedGenerator;
import io.flipside.generator.SmallDecoders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small decoder in a generator's folder. */
class SmallDecoderFolderTest {
    @TempDir
    Path folder;

    private NDManager manager;
    private Path generator;

    @BeforeEach
    void write() throws IOException {
        manager = NDManager.newBaseManager();
        generator = SmallModels.generator(folder.resolve("generator"), manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aSmallDecoderBesideTheNetworksIsReadAndOneThatDoesNotFitIsRefused() throws Exception {
        Path file = generator.resolve("taew2_1.safetensors");
        SmallDecoders.written(file, SmallDecoders.tensors(2, List.of(2, 2, 2, 2)), manager);
        assertThatThrownBy(() -> GeneratorFolder.load(generator, Optional.empty(), manager))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("taew2_1.safetensors")
                .hasMessageContaining("Take it away");
        assertThat(GeneratorFolder.problems(generator))
                .singleElement()
                .asString()
                .contains("Take it away");

        SmallModels.wanStrides(generator, manager);

        assertThat(GeneratorFolder.problems(generator)).isEmpty();
        assertThat(GeneratorFolder.costs(generator, GeneratorSettings.DEFAULT).smallDecoder())
                .isPresent();
        LoadedGenerator loaded = GeneratorFolder.load(generator, Optional.empty(), manager);
        assertThat(loaded.sha256()).containsEntry("taew2_1.safetensors", Sha256.of(file));
        NDArray clip = manager.zeros(new Shape(1, 3, 5, 16, 16));
        try (ConditionedGenerator conditioned = loaded.generator().condition(clip)) {
            assertThat(conditioned.smallDecoder()).isPresent();
        }
    }
}
