package io.flipside.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.generator.ClipNames;
import io.flipside.generator.ClipVision;
import io.flipside.generator.ClipVisionConfig;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.generator.GeneratorSettings;
import io.flipside.generator.LoadedGenerator;
import io.flipside.generator.SmallDecoder;
import io.flipside.generator.SmallDecoders;
import io.flipside.method.Latent;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.JsonConfig;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private static final ClipShape SMALL = new ClipShape(5, 32, 8);

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
    void aDiffusersFolderOpensByName() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        LibraryEntry entry = add("wan", published.diffusers(folder.resolve("wan")), Map.of(PartKind.TEXT, text));

        assertThat(entry.layout()).isEqualTo(Layout.DIFFUSERS);
        assertThat(entry.shift()).contains(5.0);
        assertThat(entry.prompt()).contains("a circle");
        assertOpens(entry);
    }

    @Test
    void theOriginalRepositoryOpensByName() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        LibraryEntry entry = add("wan", published.original(folder.resolve("wan")), Map.of(PartKind.TEXT, text));

        assertThat(entry.layout()).isEqualTo(Layout.ORIGINAL);
        assertOpens(entry);
    }

    @Test
    void singleFilesOpenByName() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        LibraryEntry entry = add("wan", published.singleFiles(folder.resolve("wan")), Map.of(PartKind.TEXT, text));

        assertThat(entry.layout()).isEqualTo(Layout.SINGLE_FILES);
        assertOpens(entry);
    }

    @Test
    void everyLayoutOfOneModelIsTheSameGenerator() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Map<PartKind, Path> parts = Map.of(PartKind.TEXT, text);
        float[] diffusers = encoded(add("a", published.diffusers(folder.resolve("a")), parts));
        float[] original = encoded(add("b", published.original(folder.resolve("b")), parts));
        float[] single = encoded(add("c", published.singleFiles(folder.resolve("c")), parts));

        // the original distribution has no statistics: those of the public VAE are taken
        assertThat(original).isEqualTo(single).hasSameSizeAs(diffusers);
    }

    @Test
    void anImageTowerUnderItsOriginalNamesGivesTheSameTokens() throws IOException {
        Path original = folder.resolve("original.safetensors");
        published.write(original, published.originalTower());
        Path ours = folder.resolve("ours.safetensors");
        published.write(ours, published.tower());

        assertThat(towerTokens(original)).isEqualTo(towerTokens(ours));
    }

    private float[] towerTokens(Path file) {
        ClipVisionConfig config = ClipVisionConfig.of(JsonConfig.ofText("tower", PublishedFolders.TOWER.formatted(3)));
        ClipVision tower = new ClipVision(new Parameters(manager, ClipNames.huggingFace(Weights.open(file))), config);
        return Autograd.unrecorded(
                () -> tower.tokens(manager.ones(new Shape(1, 3, 32, 32))).toFloatArray());
    }

    @Test
    void dimensionsTypesAndSizesAreToldFromHeaders() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        LibraryEntry entry = add("wan", published.diffusers(folder.resolve("wan")), Map.of(PartKind.TEXT, text));
        PartFacts transformer = entry.parts().get(0);

        assertThat(transformer.kind()).isEqualTo(PartKind.TRANSFORMER);
        assertThat(transformer.types()).containsExactly("F16");
        assertThat(transformer.dimensions())
                .containsEntry("layers", 2L)
                .containsEntry("width", 128L)
                .containsEntry("heads", 1L);
        assertThat(transformer.files()).hasSize(4).allSatisfy(file -> {
            assertThat(file.sha256()).hasSize(64);
            assertThat(file.bytes()).isEqualTo(Files.size(file.path()));
        });
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        EntryDraft draft = draft("wan", published.singleFiles(folder.resolve("wan")), Map.of());

        assertThat(draft.lacking()).containsExactly(PartKind.TEXT);
        assertThat(draft.missing()).contains(PartKind.TOKENIZER).doesNotContain(PartKind.TEXT_ENCODER);
    }

    @Test
    void anEntryIsReadBackAsItWasWritten() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        LibraryEntry entry = add("wan", published.diffusers(folder.resolve("wan")), Map.of(PartKind.TEXT, text));

        assertThat(library.get("wan")).isEqualTo(entry);
        assertThat(library.list()).containsExactly(entry);
    }

    @Test
    void theSameModelTwiceIsKeptOnceAndAnotherIsRefused() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path one = published.diffusers(folder.resolve("one"));
        add("wan", one, Map.of(PartKind.TEXT, text));

        assertThat(kept("wan", one, text, false)).isEqualTo(Library.Kept.THERE_BEFORE);
        Path other = published.singleFiles(folder.resolve("other"));
        assertThatThrownBy(() -> kept("wan", other, text, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--replace");
        assertThat(kept("wan", other, text, true)).isEqualTo(Library.Kept.REPLACED);
        assertThat(library.get("wan").layout()).isEqualTo(Layout.SINGLE_FILES);
        assertOpens(library.get("wan"));
    }

    @Test
    void removingAnEntryLeavesTheWeights() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path source = published.diffusers(folder.resolve("wan"));
        List<Path> before = files(source);
        LibraryEntry entry = add("wan", source, Map.of(PartKind.TEXT, text));

        library.remove(entry);

        assertThat(files(source)).isEqualTo(before);
        assertThat(library.list()).isEmpty();
        assertThat(files(folder.resolve("library"))).isEmpty();
        assertThatThrownBy(() -> library.get("wan"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("empty");
    }

    @Test
    void filesThatWereHashedAndLookTheSameAreNotReadAgain() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path source = published.diffusers(folder.resolve("wan"));
        add("one", source, Map.of(PartKind.TEXT, text));
        List<Path> read = new ArrayList<>();

        library.draft(request("two", source, Map.of(PartKind.TEXT, text)), draft -> {
            library.hash(draft, (file, done, all) -> read.add(file));
            return "";
        });

        assertThat(read).isEmpty();
    }

    @Test
    void progressEndsAtTheBytesOfAllFiles() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path source = published.diffusers(folder.resolve("wan"));
        long[] last = new long[2];

        LibraryEntry entry = library.draft(
                request("wan", source, Map.of(PartKind.TEXT, text)), draft -> library.hash(draft, (file, done, all) -> {
                            last[0] = done;
                            last[1] = all;
                        })
                        .entry());

        assertThat(last).containsExactly(entry.bytes(), entry.bytes());
    }

    @Test
    void aChangedFileIsTold() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path source = published.diffusers(folder.resolve("wan"));
        LibraryEntry entry = add("wan", source, Map.of(PartKind.TEXT, text));
        assertThat(EntryCheck.quick(entry, library.folder(entry))).isEmpty();

        Path file = source.resolve("vae/diffusion_pytorch_model.safetensors");
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        assertThat(EntryCheck.quick(entry, library.folder(entry))).isEmpty();
        assertThat(EntryCheck.full(entry, library.folder(entry), HashProgress.NONE))
                .singleElement()
                .asString()
                .contains("diffusion_pytorch_model.safetensors", "sha256");

        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5000));
        assertThat(EntryCheck.quick(entry, library.folder(entry)))
                .singleElement()
                .asString()
                .contains("changed");
        Files.delete(file);
        assertThat(EntryCheck.quick(entry, library.folder(entry)))
                .anySatisfy(problem -> assertThat(problem).contains("is not there"));
    }

    @Test
    void aSmallDecoderBesideAGeneratorOrNamedAsItsPartIsUsedByName() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path elsewhere = small(folder.resolve("tiny.safetensors"));
        Path diffusers = published.diffusers(folder.resolve("a"));
        small(diffusers.resolve("taew2_1.safetensors"));
        Path single = published.singleFiles(folder.resolve("b"));
        Files.createDirectory(single.resolve("vae_approx"));
        small(single.resolve("vae_approx/taew2_1.safetensors"));
        Path original = published.original(folder.resolve("c"));
        small(original.resolve("taew2_1.safetensors"));
        Path bare = published.diffusers(folder.resolve("d"));

        assertDraws(add("a", diffusers, Map.of(PartKind.TEXT, text)));
        assertDraws(add("b", single, Map.of(PartKind.TEXT, text)));
        assertDraws(add("c", original, Map.of(PartKind.TEXT, text)));
        LibraryEntry named = add("d", bare, Map.of(PartKind.TEXT, text, PartKind.SMALL_DECODER, elsewhere));
        assertDraws(named);
        assertThat(library.get("d")).isEqualTo(named);
        // a folder of ours: that of an entry
        assertDraws(add("e", library.folder(named), Map.of()));
        assertThat(small(add("f", bare, Map.of(PartKind.TEXT, text)))).isFalse();
    }

    private Path small(Path file) {
        return SmallDecoders.written(file, SmallDecoders.tensors(16, List.of(4, 4, 2, 2)), manager);
    }

    private boolean small(LibraryEntry entry) {
        return GeneratorFolder.costs(library.folder(entry), GeneratorSettings.DEFAULT)
                .smallDecoder()
                .isPresent();
    }

    private void assertDraws(LibraryEntry entry) {
        assertThat(small(entry)).as(entry.name()).isTrue();
        assertThat(entry.parts())
                .filteredOn(part -> part.kind() == PartKind.SMALL_DECODER)
                .singleElement()
                .satisfies(part -> assertThat(part.dimensions())
                        .containsEntry("latent channels", 16L)
                        .containsEntry("width", 4L));
        try (NDManager scope = manager.newSubManager();
                ConditionedGenerator conditioned = GeneratorFolder.open(
                                library.folder(entry), Optional.empty(), scope)
                        .condition(scope.zeros(new Shape(1, 3, 5, 32, 32)))) {
            SmallDecoder decoder = conditioned.smallDecoder().orElseThrow();
            NDArray clip = decoder.decoder(true).apply(scope.ones(new Shape(1, 16, 2, 4, 4)));
            assertThat(clip.getShape()).isEqualTo(new Shape(1, 3, 5, 32, 32));
        }
    }

    @Test
    void aSmallDecoderThatDoesNotFitIsToldByItsFileAndAloneItIsNoModel() throws IOException {
        Path text = published.text(folder.resolve("text.safetensors"));
        Path source = published.diffusers(folder.resolve("a"));
        Path narrow = SmallDecoders.written(
                folder.resolve("narrow.safetensors"), SmallDecoders.tensors(8, List.of(4, 4, 2, 2)), manager);
        Map<String, Latent> tensors = SmallDecoders.tensors(16, List.of(4, 4, 2, 2));
        tensors.put("decoder.3.conv.0.weight", Latent.noise(new Shape(4, 7, 3, 3), 1));
        Path odd = SmallDecoders.written(folder.resolve("odd.safetensors"), tensors, manager);

        assertThat(draft("a", source, Map.of(PartKind.TEXT, text, PartKind.SMALL_DECODER, narrow))
                        .problems())
                .singleElement()
                .asString()
                .contains(narrow.toString(), "8 channels", "Take it away");
        assertThat(draft("a", source, Map.of(PartKind.TEXT, text, PartKind.SMALL_DECODER, odd))
                        .problems())
                .singleElement()
                .asString()
                .contains("decoder.3.conv.0.weight", "(4, 7, 3, 3)", "(4, 8, 3, 3)");
        assertThatThrownBy(() -> draft("a", odd, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is a small decoder")
                .hasMessageContaining("--part small_decoder=" + odd);
    }

    @Test
    void namesArePlain() {
        for (String name : List.of("Wan", "-wan", "a/b", "..", "", "wän", "tiny")) {
            assertThatThrownBy(() -> draft(name, folder, Map.of())).as(name).isInstanceOf(UserError.class);
        }
    }

    private LibraryEntry add(String name, Path source, Map<PartKind, Path> parts) {
        return library.draft(request(name, source, parts), draft -> {
            assertThat(draft.problems()).isEmpty();
            assertThat(draft.lacking()).isEmpty();
            EntryDraft hashed = library.hash(draft, HashProgress.NONE);
            library.keep(hashed, false);
            return hashed.entry();
        });
    }

    private Library.Kept kept(String name, Path source, Path text, boolean replace) {
        return library.draft(
                request(name, source, Map.of(PartKind.TEXT, text)),
                draft -> library.keep(library.hash(draft, HashProgress.NONE), replace));
    }

    private EntryDraft draft(String name, Path source, Map<PartKind, Path> parts) {
        return library.draft(request(name, source, parts), draft -> draft);
    }

    private static AddRequest request(String name, Path source, Map<PartKind, Path> parts) {
        return new AddRequest(name, source, GivenParts.of(parts), Optional.of(SMALL));
    }

    private void assertOpens(LibraryEntry entry) {
        assertThat(encoded(entry)).hasSize(16 * 2 * 4 * 4).doesNotContain(Float.NaN);
    }

    private float[] encoded(LibraryEntry entry) {
        try (NDManager scope = manager.newSubManager()) {
            LoadedGenerator loaded = GeneratorFolder.load(library.folder(entry), Optional.empty(), scope);
            assertThat(loaded.profile().frames()).isEqualTo(5);
            return Autograd.unrecorded(() -> loaded.generator()
                    .encode(scope.ones(new Shape(1, 3, 5, 32, 32)))
                    .toFloatArray());
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
