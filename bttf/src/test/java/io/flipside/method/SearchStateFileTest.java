package io.flipside.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.flipside.UserError;
import io.flipside.search.BttfState;
import io.flipside.tensor.SafetensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchStateFileTest {
    private final NDManager manager = NDManager.newBaseManager();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    /** The file was written by the last build that knew one method only. */
    @Test
    void aStateThatTheFormerBuildWroteIsReadAndWrittenAgainToTheSameBytes() throws Exception {
        Path former = Path.of(Objects.requireNonNull(getClass().getResource("/former/state.safetensors"))
                .toURI());

        SearchState state = SearchStateFile.load(former, manager);

        BttfState read = BttfState.of(state);
        Shape shape = new Shape(1, 2, 1, 2, 2);
        assertThat(read.stage()).isEqualTo(3);
        assertThat(read.iteration()).isEqualTo(7);
        assertThat(read.confident()).isEqualTo(1);
        assertThat(read.optimiser().step()).isEqualTo(31);
        assertThat(read.latent()).isEqualTo(Latent.noise(shape, 5));
        assertThat(read.optimiser().firstMoment()).isEqualTo(Latent.noise(shape, 6));
        assertThat(read.optimiser().secondMoment()).isEqualTo(Latent.noise(shape, 7));
        assertThat(SearchStateFile.bytes(read.asState(), manager)).isEqualTo(Files.readAllBytes(former));
    }

    @Test
    void latentsOfAnyNamesAndShapesAndAnyCountersComeBack() {
        SearchState state = new SearchState(
                4,
                2,
                Map.of("noise", Latent.noise(new Shape(1, 3, 2), 1), "prompt", Latent.noise(new Shape(5), 2)),
                Map.of("draws", Long.MAX_VALUE, "zero", 0L),
                Optional.of(UpdateReport.of(4, 2, 1, 0.5)));
        Path file = folder.resolve("state.safetensors");

        SearchStateFile.save(file, state, manager);

        assertThat(SearchStateFile.load(file, manager)).isEqualTo(state.with(Optional.empty()));
    }

    @Test
    void aFileThatIsNoStateIsRefusedByName() {
        Map<String, String> sound = Map.of("stage", "1", "iteration", "2");
        assertRefused(Map.of("latent", manager.zeros(new Shape(2), DataType.INT32)), sound, "'latent' is not float32");
        assertRefused(Map.of("latent", manager.zeros(new Shape(0))), sound, "empty");
        assertRefused(Map.of(), sound, "no tensor");
        Map<String, NDArray> latent = Map.of("latent", manager.zeros(new Shape(2)));
        assertRefused(latent, Map.of("stage", "1"), "'iteration'");
        assertRefused(latent, Map.of("iteration", "1"), "'stage'");
        assertRefused(latent, Map.of("iteration", "1", "stage", "2147483648"), "'stage' is 2147483648");
        assertRefused(latent, Map.of("iteration", "1", "stage", "-1"), "'stage' is -1");
        assertRefused(latent, Map.of("iteration", "1", "stage", "1", "step", "many"), "'step'");
    }

    @Test
    void aStateOfThisMethodHasItsLatentsOfOneShapeAndItsCounters() {
        Latent one = Latent.zeros(new Shape(2));
        Latent other = Latent.zeros(new Shape(3));
        Map<String, Long> counters = Map.of("confident", 0L, "step", 1L);
        assertForeign(Map.of("latent", one, "first_moment", one), counters, "second_moment");
        assertForeign(Map.of("latent", one, "first_moment", one, "second_moment", other), counters, "differ in shape");
        assertForeign(
                Map.of("latent", one, "first_moment", one, "second_moment", one), Map.of("confident", 0L), "step");
    }

    @Test
    void aStateThatNoFileCouldHoldIsNone() {
        Map<String, Latent> latents = Map.of("latent", Latent.zeros(new Shape(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchState(-1, 0, latents, Map.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchState(0, 0, Map.of(), Map.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchState(0, 0, latents, Map.of("draws", -1L), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchState(0, 0, latents, Map.of("stage", 1L), Optional.empty()));
    }

    private static void assertForeign(Map<String, Latent> latents, Map<String, Long> counters, String what) {
        SearchState state = new SearchState(1, 0, latents, counters, Optional.empty());
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> BttfState.of(state))
                .withMessageContaining(what);
    }

    private void assertRefused(Map<String, NDArray> tensors, Map<String, String> metadata, String what) {
        Path file = folder.resolve("odd.safetensors");
        SafetensorsWriter.write(file, tensors, metadata);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SearchStateFile.load(file, manager))
                .withMessageContaining(what)
                .withMessageContaining("odd.safetensors");
    }
}
