package io.flipside.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flipside.UserError;
import io.flipside.tensor.Autograd;
import io.flipside.tensor.Pullback;
import io.flipside.tensor.Vjp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One probe in the forms that people export: each is taken with the probe's own numbers, or refused with the true reason. */
class WildClassifiersTest {
    @TempDir
    Path copy;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"double, 0", "inplace, 0", "half, 2e-3"})
    void anotherPrecisionAndWorkInPlaceGiveTheSameNumbersAndGradient(String name, float tolerance) {
        NDArray clip = clip();
        float[] before = clip.toFloatArray();
        VideoClassifier classifier = classifier(name, Map.of());

        assertThat(ClassifierCheck.check(classifier, clip)).isEmpty();
        assertSame(classifier, clip, tolerance);
        assertThat(clip.toFloatArray()).isEqualTo(before);
    }

    @Test
    void aDictionaryIsAnsweredByItsKey() {
        NDArray clip = clip();
        VideoClassifier classifier = classifier("dict", Map.of("output_key", "logits"));

        assertThat(ClassifierCheck.check(classifier, clip)).isEmpty();
        assertSame(classifier, clip, 0);
    }

    @Test
    void aDictionaryWithoutAKeyIsRefusedNamingTheKeysThereAre() {
        refuses("dict", Map.of(), "\"output_key\"");
        refuses("dict", Map.of("output_key", "scores"), "a dictionary with logits, but output_key is 'scores'");
        refuses("probe", Map.of("output_key", "logits"), "no dictionary");
    }

    @Test
    void aSoftmaxIsRefusedUnlessDeclaredAndThenGivesTheSameProbabilities() {
        refuses("softmax", Map.of(), "\"output\": \"probabilities\"");
        refuses("probe", Map.of("output", "probabilities"), "gives no probabilities");
        refuses("probe", Map.of("output", "scores"), "output is 'scores'");

        NDArray clip = clip();
        VideoClassifier declared = classifier("softmax", Map.of("output", "probabilities"));
        assertThat(ClassifierCheck.check(declared, clip)).isEmpty();
        VideoClassifier probe = classifier("probe", Map.of());
        NDArray upstream = manager.create(new float[] {1, -2, 3}, new Shape(1, 3));
        try (Pullback mine = Vjp.segment(x -> declared.logits(x).softmax(1)).forward(clip);
                Pullback theirs = Vjp.segment(x -> probe.logits(x).softmax(1)).forward(clip)) {
            assertClose(mine.value(), theirs.value(), 1e-6f);
            assertClose(mine.pull(upstream), theirs.pull(upstream), 1e-5f);
        }
    }

    @Test
    void anAnswerThatIsNoNumberIsRefused() {
        refuses("nan", Map.of(), "must give finite numbers");
    }

    @Test
    void anAnswerThatDependsOnTheBatchIsRefused() {
        refuses("bn-traced-train", Map.of(), "another one is beside it in the batch");
    }

    @Test
    void thePlainProbeIsTaken() {
        assertThat(ClassifierCheck.check(classifier("probe", Map.of()), clip())).isEmpty();
    }

    private void assertSame(VideoClassifier classifier, NDArray clip, float tolerance) {
        VideoClassifier probe = classifier("probe", Map.of());
        NDArray upstream = manager.create(new float[] {1, -2, 3}, new Shape(1, 3));
        try (Pullback mine = Vjp.segment(classifier::logits).forward(clip);
                Pullback theirs = Vjp.segment(probe::logits).forward(clip)) {
            assertClose(mine.value(), theirs.value(), tolerance);
            assertClose(mine.pull(upstream), theirs.pull(upstream), tolerance);
        }
    }

    private static void assertClose(NDArray actual, NDArray expected, float tolerance) {
        float[] a = actual.toFloatArray();
        float[] e = expected.toFloatArray();
        float largest = 0;
        for (float value : e) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < e.length; i++) {
            assertThat(a[i]).isCloseTo(e[i], within(tolerance * largest));
        }
    }

    private void refuses(String name, Map<String, String> fields, String reason) {
        NDArray clip = clip();
        assertThatThrownBy(() -> ClassifierCheck.check(classifier(name, fields), clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    private NDArray clip() {
        SplittableRandom random = new SplittableRandom(7);
        float[] pixels = new float[3 * 5 * 64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextDouble() * 1.2 - 0.9);
        }
        return Autograd.unrecorded(() -> manager.create(pixels, new Shape(1, 3, 5, 64, 64)));
    }

    private VideoClassifier classifier(String name, Map<String, String> fields) {
        try {
            Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/wild/classifiers/" + name))
                    .toURI());
            JsonObject config = JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                    .getAsJsonObject();
            fields.forEach(config::addProperty);
            Path changed = Files.createTempDirectory(copy, name);
            Files.copy(folder.resolve("model.pt"), changed.resolve("model.pt"));
            Files.writeString(changed.resolve("config.json"), config.toString());
            return ClassifierFolder.open(changed, manager);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
