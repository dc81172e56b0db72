package io.flipside.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import io.flipside.classifier.ClassifierFolder;
import io.flipside.classifier.VideoClassifier;
import io.flipside.generator.ConditionedGenerator;
import io.flipside.generator.Generator;
import io.flipside.generator.GeneratorFolder;
import io.flipside.method.SearchStateFile;
import io.flipside.structure.WildTensors.Entry;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Valid files of the wrong structure, in every place that takes a file: each is used with success or refused as the user's
 * error. Anything else, an abort of the process above all, fails. The seed is fixed.
 */
class StructureFuzzTest {
    private static final long SEED = 20_261_125;

    @TempDir
    Path folder;

    private NDManager manager;
    private Path generator;
    private Path classifier;
    private Path adapter;
    private Path state;
    private int cases;
    private int refused;

    private interface Use {
        void run() throws IOException;
    }

    @BeforeEach
    void write() throws IOException {
        manager = NDManager.newBaseManager();
        generator = SmallModels.generator(folder.resolve("generator"), manager);
        classifier = SmallModels.classifier(folder.resolve("classifier"), manager);
        adapter = SmallModels.adapter(folder.resolve("adapter"), manager);
        state = SmallModels.state(folder.resolve("state"), manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theSmallModelsWork() throws IOException {
        useGenerator(Optional.empty());
        useGenerator(Optional.of(adapter));
        useClassifier();
        SearchStateFile.load(state, manager);
    }

    @Test
    void everyElementTypeInEveryPlaceIsTakenOrRefused() throws IOException {
        for (Map.Entry<Path, Use> place : uses().entrySet()) {
            WildTensors file = new WildTensors(place.getKey());
            List<Entry> entries = file.entries();
            for (ElementType type : ElementType.values()) {
                for (int tensor : sample(entries.size(), 7)) {
                    Entry entry = entries.get(tensor);
                    List<Entry> changed = new ArrayList<>(entries);
                    changed.set(tensor, new Entry(entry.name(), type.name(), entry.shape()));
                    attempt(place.getKey(), file.of(changed), place.getValue(), entry + " as " + type);
                }
            }
            Files.write(place.getKey(), file.original());
        }
        assertThat(cases).isGreaterThan(800);
        assertThat(refused).isGreaterThan(cases / 2);
    }

    @Test
    void everyShapeInEveryPlaceIsTakenOrRefused() throws IOException {
        List<List<Long>> shapes = List.of(
                List.of(),
                List.of(0L),
                List.of(1L),
                List.of(0L, 6L),
                List.of(6L, 0L),
                List.of(1L, 1L, 1L),
                List.of(7L));
        for (Map.Entry<Path, Use> place : uses().entrySet()) {
            WildTensors file = new WildTensors(place.getKey());
            List<Entry> entries = file.entries();
            for (List<Long> shape : shapes) {
                for (String type : List.of("F32", "BF16", "BOOL", "I64")) {
                    for (int tensor : sample(entries.size(), 7)) {
                        Entry entry = entries.get(tensor);
                        List<Entry> changed = new ArrayList<>(entries);
                        changed.set(tensor, new Entry(entry.name(), type, shape));
                        attempt(place.getKey(), file.of(changed), place.getValue(), entry + " as " + type + shape);
                    }
                }
            }
            Files.write(place.getKey(), file.original());
        }
        assertThat(cases).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(cases * 9 / 10);
    }

    @Test
    void everyNodeOfAHeaderMayBeOfTheWrongKind() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Map.Entry<Path, Use> place : uses().entrySet()) {
            WildTensors file = new WildTensors(place.getKey());
            int nodes = WildJson.nodes(JsonParser.parseString(file.header()));
            for (int i = 0; i < 220; i++) {
                String instead = WildJson.INSTEAD.get(i % WildJson.INSTEAD.size());
                String header = WildJson.with(file.header(), random.nextInt(nodes + 1) - 1, instead);
                attempt(place.getKey(), file.withHeader(header), place.getValue(), header);
            }
            attempt(
                    place.getKey(),
                    file.withHeader(WildJson.twice(file.header(), random)),
                    () -> {
                        place.getValue().run();
                        throw new AssertionError("a name twice was taken");
                    },
                    "a name twice");
            Files.write(place.getKey(), file.original());
        }
        assertThat(cases).isGreaterThan(1500);
        assertThat(refused).isGreaterThan(cases * 3 / 4);
    }

    @Test
    void everyNodeOfAConfigurationMayBeOfTheWrongKind() throws IOException {
        Map<Path, Use> configs = new LinkedHashMap<>();
        for (String name : List.of("transformer/config.json", "vae/config.json", "image_encoder/config.json")) {
            configs.put(generator.resolve(name), () -> useGenerator(Optional.empty()));
        }
        configs.put(generator.resolve("generator.json"), () -> useGenerator(Optional.empty()));
        configs.put(classifier.resolve("config.json"), this::useClassifier);
        configs.put(adapter.resolveSibling("adapter_config.json"), this::useAdapter);
        configs.put(shards(), () -> useGenerator(Optional.empty()));
        SplittableRandom random = new SplittableRandom(SEED);
        for (Map.Entry<Path, Use> place : configs.entrySet()) {
            String text = Files.readString(place.getKey());
            int nodes = WildJson.nodes(JsonParser.parseString(text));
            for (int node : sample(nodes, 25)) {
                for (String instead : WildJson.INSTEAD) {
                    String changed = WildJson.with(text, node, instead);
                    attempt(
                            place.getKey(),
                            changed.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            place.getValue(),
                            changed);
                }
            }
            String twice = WildJson.twice(text, random);
            attempt(
                    place.getKey(),
                    twice.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    () -> {
                        place.getValue().run();
                        throw new AssertionError("a name twice was taken");
                    },
                    twice);
            Files.writeString(place.getKey(), text);
        }
        assertThat(cases).isGreaterThan(2000);
        assertThat(refused).isGreaterThan(cases / 2);
    }

    /** What loads has float32 arrays of the shapes that the network asked for: it need not run for each. */
    private Map<Path, Use> uses() {
        Map<Path, Use> uses = new LinkedHashMap<>();
        for (String part : List.of("transformer", "vae", "image_encoder")) {
            uses.put(generator.resolve(part).resolve("model.safetensors"), () -> load(Optional.empty()));
        }
        uses.put(generator.resolve("text.safetensors"), () -> load(Optional.empty()));
        uses.put(adapter, () -> load(Optional.of(adapter)));
        uses.put(classifier.resolve("model.safetensors"), this::useClassifier);
        uses.put(state, () -> SearchStateFile.load(state, manager));
        return uses;
    }

    private void load(Optional<Path> lora) {
        try (NDManager scope = manager.newSubManager()) {
            GeneratorFolder.open(generator, lora, scope);
        }
    }

    private void useAdapter() {
        useGenerator(Optional.of(adapter));
    }

    private void useGenerator(Optional<Path> lora) {
        try (NDManager scope = manager.newSubManager()) {
            Generator loaded = GeneratorFolder.open(generator, lora, scope);
            Autograd.unrecorded(() -> {
                NDArray clip = scope.ones(SmallModels.CLIP);
                NDArray latent = loaded.encode(clip);
                try (ConditionedGenerator conditioned = loaded.condition(clip)) {
                    return conditioned
                            .decoder(false)
                            .apply(conditioned.velocity(500, false).apply(latent))
                            .toFloatArray();
                }
            });
        }
    }

    private void useClassifier() {
        try (NDManager scope = manager.newSubManager()) {
            VideoClassifier loaded = ClassifierFolder.open(classifier, scope);
            Autograd.unrecorded(
                    () -> loaded.logits(scope.ones(SmallModels.CLIP)).toFloatArray());
        }
    }

    private Path shards() throws IOException {
        Path parts = generator.resolve("transformer");
        WildTensors file = new WildTensors(parts.resolve("model.safetensors"));
        List<Entry> entries = file.entries();
        int half = entries.size() / 2;
        Files.write(parts.resolve("a.safetensors"), file.of(entries.subList(0, half)));
        Files.write(parts.resolve("b.safetensors"), file.of(entries.subList(half, entries.size())));
        Files.delete(parts.resolve("model.safetensors"));
        StringBuilder map = new StringBuilder("{\"metadata\":{\"total_size\":1},\"weight_map\":{");
        for (int i = 0; i < entries.size(); i++) {
            map.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(entries.get(i).name())
                    .append(i < half ? "\":\"a.safetensors\"" : "\":\"b.safetensors\"");
        }
        return Files.writeString(parts.resolve("model.safetensors.index.json"), map.append("}}"));
    }

    private void attempt(Path file, byte[] bytes, Use use, String what) throws IOException {
        Files.write(file, bytes);
        cases++;
        try {
            use.run();
        } catch (UserError e) {
            refused++;
            assertThat(e.getMessage()).doesNotContain("\n", "\u0000");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(file.getFileName() + ": " + what, e);
        }
    }

    /** All, or so many chosen the same way each time. */
    private static int[] sample(int size, int most) {
        SplittableRandom random = new SplittableRandom(SEED + size);
        return size <= most
                ? java.util.stream.IntStream.range(0, size).toArray()
                : random.ints(0, size).distinct().limit(most).sorted().toArray();
    }
}
