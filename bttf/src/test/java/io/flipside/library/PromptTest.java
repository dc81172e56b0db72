package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.PromptEmbedding;
import io.flipside.generator.PromptTokenizer;
import io.flipside.generator.Umt5Config;
import io.flipside.generator.Umt5Encoder;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference: tokenizer and encoder by themselves; the encoder's golden case is that of the public implementation. */
class PromptTest {
    private static final String PAPERS = "This is a synthetic video";

    @TempDir
    Path folder;

    private NDManager manager;
    private PublishedFolders published;
    private Library library;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        published = new PublishedFolders(manager);
        library = new Library(folder.resolve("library"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aPromptsTokensAreThoseOfTheModelsOwnEncoder() throws IOException {
        Path source = published.diffusers(folder.resolve("wan"));

        LibraryEntry entry = add("wan", source, PAPERS);

        assertThat(tokens(entry)).isEqualTo(expected(source, PAPERS));
        assertThat(entry.prompt()).contains(PAPERS);
        try (NDManager scope = manager.newSubManager()) {
            GeneratorFolder.load(library.folder(entry), Optional.empty(), scope);
        }
    }

    @Test
    void anEncoderUnderItsOriginalNamesGivesTheSameTokens() throws IOException {
        float[] original = tokens(add("original", published.original(folder.resolve("a")), PAPERS));

        assertThat(original).isEqualTo(tokens(add("diffusers", published.diffusers(folder.resolve("b")), PAPERS)));
    }

    @Test
    void aPromptIsEmbeddedOnceWhateverTheNameItIsFrozenUnder() throws IOException {
        Path source = published.diffusers(folder.resolve("wan"));
        add("one", source, PAPERS);
        Path kept = prompts().get(0);
        byte[] marked = Files.readAllBytes(kept);
        marked[marked.length - 1] ^= 1;
        Files.write(kept, marked);

        LibraryEntry again = add("two", source, PAPERS);

        assertThat(prompts()).containsExactly(kept);
        assertThat(library.folder(again).resolve("text.safetensors")).hasBinaryContent(marked);
        LibraryEntry other = add("three", source, "a circle");
        assertThat(prompts()).hasSize(2);
        assertThat(tokens(other)).isEqualTo(expected(source, "a circle"));
    }

    @Test
    void theEncoderIsNoPartOfWhatIsLoaded() throws IOException {
        LibraryEntry entry = add("wan", published.diffusers(folder.resolve("wan")), PAPERS);

        assertThat(library.folder(entry).resolve("text_encoder")).doesNotExist();
        assertThat(entry.parts()).extracting(PartFacts::kind).contains(PartKind.TEXT_ENCODER, PartKind.TOKENIZER);
    }

    @Test
    void anotherPromptIsAnotherModel() throws IOException {
        Path source = published.diffusers(folder.resolve("wan"));
        add("wan", source, PAPERS);

        assertThatThrownBy(() -> add("wan", source, "a circle"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--replace");
    }

    @Test
    void aPromptWithoutATokenizerIsRefusedWithWhatItIsFor() throws IOException {
        Path source = published.singleFiles(folder.resolve("wan"));

        assertThatThrownBy(() -> add("wan", source, PAPERS))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("tokenizer")
                .hasMessageContaining("--part");
    }

    private LibraryEntry add(String name, Path source, String prompt) {
        ClipShape clips = new ClipShape(5, 32, 8);
        return library.draft(new AddRequest(name, source, GivenParts.NONE, Optional.of(clips)), draft -> {
            EntryDraft prompted = library.prompted(library.hash(draft, HashProgress.NONE), prompt);
            assertThat(prompted.problems()).isEmpty();
            assertThat(prompted.lacking()).isEmpty();
            library.keep(prompted, false);
            return prompted.entry();
        });
    }

    private float[] tokens(LibraryEntry entry) {
        return Weights.open(library.folder(entry).resolve("text.safetensors"))
                .read(PromptEmbedding.TENSOR, new Shape(1, 512, 8), manager)
                .toFloatArray();
    }

    private float[] expected(Path source, String prompt) {
        Path encoder = source.resolve("text_encoder");
        try (PromptTokenizer tokenizer = PromptTokenizer.open(source.resolve("tokenizer/tokenizer.json"), 512)) {
            PromptTokenizer.Tokens tokens = tokenizer.tokenize(prompt);
            assertThat(tokens.trueLength()).isEqualTo(prompt.split(" ").length + 1);
            Parameters parameters = new Parameters(manager, Weights.open(encoder));
            return PromptEmbedding.of(
                            tokens, new Umt5Encoder(parameters, Umt5Config.of(JsonConfig.read(encoder))), manager)
                    .toFloatArray();
        }
    }

    private List<Path> prompts() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("library/prompts"))) {
            return files.sorted().toList();
        }
    }
}
