package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.file.Sha256;
import io.flipside.library.AddRequest;
import io.flipside.library.GivenParts;
import io.flipside.library.HashProgress;
import io.flipside.library.Library;
import io.flipside.metric.network.Lpips;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.steps.FolderShelf;
import io.flipside.steps.ModelShelf;
import io.flipside.tensor.AskedShapes;
import io.flipside.tensor.Parameters;
import io.flipside.tensor.RandomTensors;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics whose weights lie in the library of a worker. */
class RegisteredMetricsTest {
    private static final Path MODELS = Path.of("../embedded/models");

    @TempDir
    Path folder;

    @Test
    void aWorkerMeasuresWithTheWeightsOfItsLibraryAndSaysWhichTheyWere() {
        Path library = folder.resolve("library");
        Path weights = folder.resolve("lpips.safetensors");
        ModelShelf shelf = new FolderShelf(List.of(MODELS, library));
        try (Models models =
                Models.open(MODELS.resolve("classifiers/tiny"), MODELS.resolve("generators/tiny"), Optional.empty())) {
            assertThat(measured(models, shelf))
                    .isInstanceOfSatisfying(Measurement.Unavailable.class, none -> assertThat(none.howToGetIt())
                            .contains("flipside models add lpips-alex"));

            write(weights);
            add(library, weights);

            Measurement measured = measured(models, shelf);

            assertThat(Objects.requireNonNull(ResultJson.details(Map.of("lpips", measured))
                                    .get("lpips"))
                            .at("/weightsSha256/0")
                            .asText())
                    .isEqualTo(sha256(weights));
            assertThat(measured).isInstanceOfSatisfying(Measurement.Figures.class, found -> {
                assertThat(found.figures()).containsOnlyKeys("lpips", "firstFrameLpips");
                assertThat(found.figures().get("lpips"))
                        .extracting(Figure::direction)
                        .isEqualTo(Figure.Direction.LOWER_IS_NEARER);
                assertThat(found.figures().get("lpips").value()).isNotZero();
                assertThat(found.weightsSha256()).contains(List.of(sha256(weights)));
            });
        }
    }

    private Measurement measured(Models models, ModelShelf shelf) {
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 2001, 4);
        Direction other = clip.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;
        Clip written = new Clip(clip.withDirection(other).frames(), 8);
        ClipWriter.writeEvidence(written, folder.resolve(Rendered.EVIDENCE));
        ClipWriter.writeShareable(written, folder.resolve(Rendered.SHAREABLE), ClipWriter.magnification(written));
        Explanation judged = new Judge(models, shelf.metricWeights())
                .judge(new Candidate(
                        new Clip(clip.frames(), 8),
                        other.className(),
                        folder,
                        0.9,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        return judged.metrics().get("lpips");
    }

    private static void write(Path file) {
        try (NDManager manager = TorchDevice.CPU.manager()) {
            AskedShapes asked = new AskedShapes();
            new Lpips(new Parameters(manager, asked));
            Map<String, NDArray> tensors = new TreeMap<>();
            asked.shapes().forEach((name, shape) -> tensors.put(name, new RandomTensors(1).read(name, shape, manager)));
            SafetensorsWriter.write(file, tensors, Map.of());
        }
    }

    private static void add(Path folder, Path weights) {
        Library library = new Library(folder);
        library.draft(new AddRequest("lpips", weights, GivenParts.NONE, Optional.empty()), draft -> {
            assertThat(draft.problems()).isEmpty();
            return library.keep(library.hash(draft, HashProgress.NONE), false);
        });
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
