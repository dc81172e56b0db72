package io.flipside.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import io.flipside.UserError;
import io.flipside.method.SearchState;
import io.flipside.store.ArtifactStore;
import io.flipside.store.ObjectConflict;
import io.flipside.store.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    private static final String SETTINGS = Searches.SETTINGS;

    @TempDir
    static Path root;

    private static NDManager manager;
    private static TestStore service;
    private static ArtifactStore objects;
    private static CheckpointStore checkpoints;

    @BeforeAll
    static void start() {
        manager = NDManager.newBaseManager();
        service = new TestStore(root.resolve("s3"));
        objects = service.store();
        checkpoints = new CheckpointStore(objects, manager, root.resolve("scratch"));
    }

    @AfterAll
    static void stop() {
        service.close();
        manager.close();
    }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        Checkpoint saved = Searches.at("round", 7);
        checkpoints.save(saved);
        assertThat(checkpoints.newest("round", SETTINGS)).isEqualTo(new Restored(Optional.of(saved), List.of()));
        assertThat(names("round")).containsExactly("0001/000007-1.json", "0001/000007-1.safetensors");
        try (Stream<Path> left = Files.list(root.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void savesAStateBeforeTheFirstUpdateAndNumbersThatAreNone() {
        Checkpoint first = Searches.at("start", 0);
        checkpoints.save(first);
        assertThat(checkpoints.newest("start", SETTINGS).checkpoint()).hasValue(first);
        Checkpoint odd = Searches.at("start", 1, 1, Double.NaN);
        checkpoints.save(odd);
        assertThat(checkpoints.newest("start", SETTINGS).checkpoint()).hasValue(odd);
        assertThat(checkpoints.best("start", SETTINGS).checkpoint()).hasValue(odd);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(checkpoints.newest("nobody", SETTINGS)).isEqualTo(new Restored(Optional.empty(), List.of()));
    }

    @Test
    void writesEqualBytesForEqualStates() throws IOException {
        checkpoints.save(Searches.at("equal-a", 3));
        checkpoints.save(Searches.at("equal-b", 3));
        assertThat(service.file(data("equal-a", 3, 1))).hasSameBinaryContentAs(service.file(data("equal-b", 3, 1)));
        byte[] manifest = Files.readAllBytes(service.file(manifest("equal-a", 3, 1)));
        checkpoints.save(Searches.at("equal-a", 3));
        assertThat(service.file(manifest("equal-a", 3, 1))).hasBinaryContent(manifest);
    }

    @Test
    void outlivesARestartOfTheService() {
        checkpoints.save(Searches.at("restart", 1));
        service.restart();
        assertThat(checkpoints.newest("restart", SETTINGS).checkpoint()).hasValue(Searches.at("restart", 1));
        checkpoints.save(Searches.at("restart", 2));
        assertThat(checkpoints.newest("restart", SETTINGS).checkpoint()).hasValue(Searches.at("restart", 2));
    }

    @Test
    void skipsWhatIsDamagedAndTakesTheOneBefore() {
        assertSkipped("cut", key -> service.truncate(key.data(), 300), "damaged");
        assertSkipped("flip", key -> service.flipBit(key.data(), 900), "damaged");
        assertSkipped("header", key -> service.flipBit(key.data(), 20), "damaged");
        assertSkipped("gone", key -> objects.delete(key.data()), "no object");
        assertSkipped("swap", key -> objects.put(key.data(), new byte[100], "x/y"), "damaged");
        assertSkipped("manifest-cut", key -> service.truncate(key.manifest(), 100), "damaged");
        assertSkipped("manifest-empty", key -> objects.put(key.manifest(), new byte[0], "x/y"), "damaged");
        assertSkipped("manifest-large", key -> objects.put(key.manifest(), new byte[5 << 20], "x/y"), "larger");
        assertSkipped("manifest-text", key -> rewrite(key, text -> "{}"), "damaged");
    }

    @Test
    void noticesEveryFlippedBitOfAManifest() throws IOException {
        checkpoints.save(Searches.at("bits", 1));
        CheckpointKey key = new CheckpointKey("bits", 1, 1, 1);
        long length = Files.size(service.file(key.manifest()));
        for (long i = 0; i < length; i += 7) {
            service.flipBit(key.manifest(), i);
            assertThat(checkpoints.newest("bits", SETTINGS).checkpoint()).isEmpty();
            service.flipBit(key.manifest(), i);
        }
        assertThat(checkpoints.newest("bits", SETTINGS).checkpoint()).isPresent();
        // the seal alone, without the hash that the store keeps
        byte[] bytes = Files.readAllBytes(service.file(key.manifest()));
        assertThat(SealedJson.read(bytes, Manifest.class)).isPresent();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            assertThat(SealedJson.read(bytes, Manifest.class)).isEmpty();
            bytes[i] ^= 1;
        }
    }

    @Test
    void trustsNoManifestThatSpeaksOfSomethingElse() {
        checkpoints.save(Searches.at("other", 1));
        checkpoints.save(Searches.at("liar", 1));
        byte[] others = objects.find(manifest("other", 1, 1), 1 << 20).orElseThrow();
        objects.put(manifest("liar", 2, 1), others, "application/json");
        assertThat(checkpoints.newest("liar", SETTINGS).skipped())
                .extracting(Skipped::key)
                .containsExactly(manifest("liar", 2, 1));

        // well sealed, but its data is the state of another step, or none
        SearchState wrong = Searches.at("liar", 1).state();
        var data = objects.stat(data("liar", 1, 1)).orElseThrow();
        objects.put(data("liar", 3, 1), service.file(data("liar", 1, 1)), "x/y");
        Manifest lie = Manifest.of(Searches.at("liar", 3), data, List.of());
        assertThat(lie.describes(wrong)).isFalse();
        objects.put(manifest("liar", 3, 1), SealedJson.write(lie), "application/json");
        var text = objects.put(data("liar", 4, 1), "no state".getBytes(StandardCharsets.UTF_8), "x/y");
        objects.put(
                manifest("liar", 4, 1),
                SealedJson.write(Manifest.of(Searches.at("liar", 4), text, List.of())),
                "application/json");
        Restored restored = checkpoints.newest("liar", SETTINGS);
        assertThat(restored.checkpoint()).hasValue(Searches.at("liar", 1));
        assertThat(restored.skipped())
                .extracting(Skipped::key)
                .containsExactlyInAnyOrder(manifest("liar", 2, 1), manifest("liar", 3, 1), manifest("liar", 4, 1));
    }

    @Test
    void aManifestIsNoLargerAfterAThousandUpdatesThanAfterAHundred() throws IOException {
        long[] bytes = new long[2];
        for (int i = 0; i < 2; i++) {
            int updates = i == 0 ? 100 : 1000;
            checkpoints.save(Searches.at("long", updates));
            assertThat(checkpoints.newest("long", SETTINGS).checkpoint()).hasValue(Searches.at("long", updates));
            bytes[i] = Files.size(service.file(manifest("long", updates, 1)));
        }
        // three names of pieces against thirty-one
        assertThat(bytes[1]).isLessThan(bytes[0] + 28 * 70 + 1000);
    }

    @Test
    void restoresEveryNumberOfReportsAroundAPieceAndNothingWithoutItsPieces() {
        for (int updates : new int[] {31, 32, 33, 63, 64, 65, 97}) {
            checkpoints.save(Searches.at("pieces", updates));
            assertThat(checkpoints.newest("pieces", SETTINGS))
                    .isEqualTo(new Restored(Optional.of(Searches.at("pieces", updates)), List.of()));
        }
        assertThat(names("pieces").stream().filter(name -> name.startsWith("log/")))
                .hasSize(3);
        names("pieces").stream()
                .filter(name -> name.startsWith("log/"))
                .forEach(name -> service.flipBit("audits/pieces/checkpoints/" + name, 100));
        Restored restored = checkpoints.newest("pieces", SETTINGS);
        assertThat(restored.checkpoint()).isEmpty();
        assertThat(restored.skipped()).isNotEmpty();
        // a process that starts the stage again comes by the same reports, and makes the pieces whole
        CheckpointStore next = new CheckpointStore(objects, manager, root.resolve("scratch"));
        next.save(Searches.byAttempt(Searches.at("pieces", 97), 2));
        assertThat(next.newest("pieces", SETTINGS).checkpoint())
                .hasValue(Searches.byAttempt(Searches.at("pieces", 97), 2));
    }

    @Test
    void readsTheManifestsOfTheFirstLayout() {
        Checkpoint old = Searches.at("first", 40);
        checkpoints.save(old);
        CheckpointKey key = new CheckpointKey("first", 1, 40, 1);
        Manifest m = SealedJson.read(objects.find(key.manifest(), 1 << 20).orElseThrow(), Manifest.class)
                .orElseThrow();
        FirstManifest first = new FirstManifest(
                1,
                m.audit(),
                m.attempt(),
                m.settingsFingerprint(),
                m.stage(),
                m.iteration(),
                Math.toIntExact(m.counters().getOrDefault("confident", -1L)),
                m.counters().getOrDefault("step", -1L),
                m.sha256(),
                m.bytes(),
                old.reports());
        objects.put(key.manifest(), SealedJson.write(first), "application/json");
        names("first").stream()
                .filter(name -> name.startsWith("log/"))
                .forEach(name -> objects.delete("audits/first/checkpoints/" + name));
        assertThat(checkpoints.newest("first", SETTINGS)).isEqualTo(new Restored(Optional.of(old), List.of()));
        assertThat(checkpoints.best("first", SETTINGS).checkpoint()).hasValue(old);
        CheckpointStore next = new CheckpointStore(objects, manager, root.resolve("scratch"));
        next.save(Searches.at("first", 41));
        assertThat(next.newest("first", SETTINGS).checkpoint()).hasValue(Searches.at("first", 41));
    }

    @Test
    void doesNotSeeDataWithoutAManifest() {
        checkpoints.save(Searches.at("orphan", 1));
        objects.put(data("orphan", 2, 1), service.file(data("orphan", 1, 1)), "x/y");
        assertThat(checkpoints.newest("orphan", SETTINGS))
                .isEqualTo(new Restored(Optional.of(Searches.at("orphan", 1)), List.of()));
        // and an orphan is neither in the way of its own save nor left behind by a later one
        checkpoints.save(Searches.at("orphan", 2));
        assertThat(checkpoints.newest("orphan", SETTINGS).checkpoint()).hasValue(Searches.at("orphan", 2));
        objects.put(data("orphan", 4, 1), new byte[1], "x/y");
        checkpoints.save(Searches.at("orphan", 3));
        // a later one may be the next save, under way
        assertThat(names("orphan")).contains("0001/000004-1.safetensors");
        checkpoints.save(Searches.at("orphan", 5));
        assertThat(names("orphan")).doesNotContain("0001/000004-1.safetensors");
    }

    @Test
    void skipsOtherSettings() {
        Checkpoint ours = Searches.at("settings", 1);
        Checkpoint theirs = Searches.withSettings(Searches.at("settings", 5), "settings-2");
        checkpoints.save(theirs);
        checkpoints.save(ours);
        assertThat(checkpoints.newest("settings", SETTINGS))
                .isEqualTo(new Restored(
                        Optional.of(ours),
                        List.of(new Skipped(manifest("settings", 5, 1), "It was made with other settings."))));
        assertThat(checkpoints.newest("settings", "settings-2").checkpoint()).hasValue(theirs);
    }

    @Test
    void prefersTheHigherAttemptAtEqualSteps() {
        for (long attempt : new long[] {9, 10}) {
            checkpoints.save(Searches.at("attempts", 4, attempt, 0.5));
        }
        assertThat(checkpoints
                        .newest("attempts", SETTINGS)
                        .checkpoint()
                        .orElseThrow()
                        .attempt())
                .isEqualTo(10);
    }

    @Test
    void afterANewDrawItsCheckpointsAreTheNewestAlthoughTheOptimiserBeganAnew() {
        checkpoints.save(Searches.at("redrawn", 11));
        checkpoints.save(Searches.withStep(Searches.at("redrawn", 12), 0));
        checkpoints.save(Searches.withStep(Searches.at("redrawn", 13), 1));
        assertThat(checkpoints.newest("redrawn", SETTINGS).checkpoint())
                .hasValue(Searches.withStep(Searches.at("redrawn", 13), 1));
        assertThat(names("redrawn")).contains("0001/000012-1.json", "0001/000013-1.json");
    }

    @Test
    void aCounterOfAnyMethodIsKeptButNoneThatHidesAFieldOfTheManifest() {
        Checkpoint plain = Searches.at("counters", 2);
        Checkpoint other = Searches.withCounters(plain, Map.of("draws", 7L, "temperature", 0L));
        checkpoints.save(other);
        assertThat(checkpoints.newest("counters", SETTINGS).checkpoint()).hasValue(other);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checkpoints.save(Searches.withCounters(plain, Map.of("attempt", 7L))))
                .withMessageContaining("attempt");
        assertThat(checkpoints.newest("counters", SETTINGS).checkpoint()).hasValue(other);
    }

    @Test
    void refusesASecondStateOfTheSameAttempt() {
        checkpoints.save(Searches.at("twice", 4, 1, 0.5));
        assertThatExceptionOfType(ObjectConflict.class)
                .isThrownBy(() -> checkpoints.save(Searches.at("twice", 4, 1, 0.6)));
        assertThat(checkpoints.newest("twice", SETTINGS).checkpoint()).hasValue(Searches.at("twice", 4, 1, 0.5));
    }

    @Test
    void refusesAuditsThatAreNoPlainNames() {
        for (String audit : List.of("", ".", "..", ".a", "a/b", "a\\b", "ä", "a b", "a\n", "a".repeat(201))) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> Searches.at(audit, 1))
                    .withMessageContaining("audit");
            assertThatExceptionOfType(UserError.class).isThrownBy(() -> checkpoints.newest(audit, SETTINGS));
            assertThatExceptionOfType(UserError.class).isThrownBy(() -> checkpoints.takeOver(audit));
        }
        assertThat(Searches.at("A-b_c.9" + "a".repeat(193), 1).audit()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> Searches.at("a", 1, 0, 0.5));
    }

    private static void assertSkipped(String audit, Consumer<CheckpointKey> damage, String reason) {
        checkpoints.save(Searches.at(audit, 1));
        checkpoints.save(Searches.at(audit, 2));
        CheckpointKey key = new CheckpointKey(audit, 1, 2, 1);
        damage.accept(key);
        Restored restored = checkpoints.newest(audit, SETTINGS);
        assertThat(restored.checkpoint()).as(audit).hasValue(Searches.at(audit, 1));
        assertThat(restored.skipped()).as(audit).singleElement().satisfies(skipped -> {
            assertThat(skipped.key()).isEqualTo(key.manifest());
            assertThat(skipped.reason()).contains(reason);
        });
        assertThat(objects.stat(key.manifest())).isPresent();
        // the next owner goes on from there
        Checkpoint again = Searches.byAttempt(Searches.at(audit, 2), 2);
        checkpoints.save(again);
        assertThat(checkpoints.newest(audit, SETTINGS).checkpoint()).hasValue(again);
    }

    private static void rewrite(CheckpointKey key, UnaryOperator<String> change) {
        String text = new String(objects.find(key.manifest(), 1 << 20).orElseThrow(), StandardCharsets.UTF_8);
        objects.put(key.manifest(), change.apply(text).getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static List<String> names(String audit) {
        String folder = "audits/" + audit + "/checkpoints/";
        return objects.list(folder).stream()
                .map(key -> key.substring(folder.length()))
                .toList();
    }

    private static String data(String audit, int step, long attempt) {
        return new CheckpointKey(audit, 1, step, attempt).data();
    }

    private static String manifest(String audit, int step, long attempt) {
        return new CheckpointKey(audit, 1, step, attempt).manifest();
    }
}
