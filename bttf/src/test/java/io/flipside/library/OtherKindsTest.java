package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.file.Sha256;
import io.flipside.generator.GeneratorFolder;
import io.flipside.structure.SmallModels;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherKindsTest {
    private static final String PROGRAM =
            """
            {"architecture": "torchscript", "file": "model.pt", "sha256": "%s", "classes": ["a", "b"],
             "sampling": {"frames": [0, 1]}}
            """;

    @TempDir
    Path folder;

    private NDManager manager;
    private Library library;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        library = new Library(folder.resolve("library"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aGeneratorFolderOfFlipsideOpensByNameWithItsOwnClipsAndLimits() throws IOException {
        Path source = SmallModels.generator(folder.resolve("small"), manager);
        Files.writeString(source.resolve("domain.json"), "{}");

        LibraryEntry entry = add("small", source);

        assertThat(entry.layout()).isEqualTo(Layout.FLIPSIDE);
        assertThat(entry.clips()).contains(new ClipShape(3, 4, 8));
        assertThat(library.folder(entry).resolve("domain.json")).hasContent("{}");
        assertThat(GeneratorFolder.load(library.folder(entry), Optional.empty(), manager)
                        .sha256())
                .isEqualTo(
                        GeneratorFolder.load(source, Optional.empty(), manager).sha256());
    }

    @Test
    void aClassifierOpensByName() throws IOException {
        LibraryEntry entry = add("swin", SmallModels.classifier(folder.resolve("swin"), manager));

        assertThat(entry.kind()).isEqualTo(ModelKind.CLASSIFIER);
        assertThat(ClassifierFolder.open(library.folder(entry), manager).classes())
                .containsExactly("a", "b");
    }

    @Test
    void aClassifierThatDoesNotFitIsTold() throws IOException {
        Path source = SmallModels.classifier(folder.resolve("swin"), manager);
        Path config = source.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"embed_dim\": 2", "\"embed_dim\": 4"));

        assertThat(draft("swin", source).problems()).anySatisfy(problem -> assertThat(problem)
                .contains("patch_embed.proj.weight", "(2, 3, 2, 2, 2)", "(4, 3, 2, 2, 2)"));
    }

    @Test
    void aProgramIsTakenOnlyIfItIsThePinnedOne() throws IOException {
        Path source = Files.createDirectory(folder.resolve("script"));
        byte[] program = "not run here".getBytes(StandardCharsets.UTF_8);
        Files.write(source.resolve("model.pt"), program);
        Files.writeString(source.resolve("config.json"), PROGRAM.formatted(Sha256.of(program)));

        assertThat(add("script", source).files()).hasSize(2);

        Files.writeString(source.resolve("config.json"), PROGRAM.formatted("0".repeat(64)));
        assertThatThrownBy(() -> draft("other", source))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(source + "/model.pt")
                .hasMessageContaining(Sha256.of(program));
    }

    @Test
    void anAdapterWithItsConfigurationBesideItIsKeptAsOneFile() throws IOException {
        Path source = SmallModels.adapter(folder.resolve("peft"), manager);
        Path generator = SmallModels.generator(folder.resolve("small"), manager);

        LibraryEntry entry = add("lora", source.getParent());

        Path file = library.folder(entry).resolve("adapter.safetensors");
        Weights joined = Weights.open(file);
        Weights before = Weights.open(source);
        assertThat(entry.layout()).isEqualTo(Layout.PEFT);
        assertThat(joined.metadata()).containsKeys("format", "lora_adapter_metadata");
        assertThat(joined.names()).isEqualTo(before.names());
        joined.names().forEach(name -> assertThat(joined.read(name, manager).toFloatArray())
                .as(name)
                .isEqualTo(before.read(name, manager).toFloatArray()));
        GeneratorFolder.refuseMisfit(generator, file);
        GeneratorFolder.load(generator, Optional.of(file), manager);
    }

    @Test
    void anAdapterByItselfIsKnownByItsNames() throws IOException {
        Path file = folder.resolve("style.safetensors");
        write(file, "lora_unet_blocks_0_self_attn_q");

        LibraryEntry entry = add("style", file);

        assertThat(entry.kind()).isEqualTo(ModelKind.ADAPTER);
        assertThat(entry.parts().get(0).dimensions()).containsEntry("rank", 2L);
        Path generator = SmallModels.generator(folder.resolve("small"), manager);
        GeneratorFolder.refuseMisfit(generator, library.folder(entry).resolve("adapter.safetensors"));
    }

    @Test
    void anAdapterOfAnotherModelDoesNotFitAGenerator() throws IOException {
        Path file = folder.resolve("style.safetensors");
        write(file, "lora_unet_double_blocks_7_img_attn");
        Path generator = SmallModels.generator(folder.resolve("small"), manager);
        LibraryEntry entry = add("style", file);

        assertThatThrownBy(() -> GeneratorFolder.refuseMisfit(
                        generator, library.folder(entry).resolve("adapter.safetensors")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not fit this transformer");
    }

    private void write(Path file, String module) {
        SafetensorsWriter.write(
                file,
                Map.of(
                        module + ".lora_down.weight", manager.ones(new Shape(2, 6)),
                        module + ".lora_up.weight", manager.ones(new Shape(6, 2)),
                        module + ".alpha", manager.create(1f)),
                Map.of());
    }

    private LibraryEntry add(String name, Path source) {
        return library.draft(request(name, source), draft -> {
            assertThat(draft.problems()).isEmpty();
            EntryDraft hashed = library.hash(draft, HashProgress.NONE);
            library.keep(hashed, false);
            return hashed.entry();
        });
    }

    private EntryDraft draft(String name, Path source) {
        return library.draft(request(name, source), draft -> draft);
    }

    private static AddRequest request(String name, Path source) {
        return new AddRequest(name, source, GivenParts.NONE, Optional.empty());
    }
}
