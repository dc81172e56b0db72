package io.flipside.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flipside.tensor.SafetensorsWriter;
import io.flipside.tensor.Weights;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterDomainTest {
    private static final Map<String, String> GENERATOR = Map.of("transformer/model.safetensors", "ab");

    @TempDir
    Path folder;

    @Test
    void limitsAreThoseOfAnAdapterWithTheVeryGeneratorThatTheyWereMeasuredWith() {
        Path file = folder.resolve("adapter.safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            SafetensorsWriter.write(
                    file, Map.of("a.lora_A.weight", manager.ones(new Shape(1, 2))), Map.of("format", "pt"));
            assertThat(AdapterDomain.find(file, GENERATOR)).isEmpty();

            AdapterDomain.write(file, survey(0.5), "own clips", GENERATOR);
            AdapterDomain.write(file, survey(0.25), "own clips", GENERATOR);

            assertThat(AdapterDomain.find(file, GENERATOR))
                    .contains(survey(0.25).limits());
            assertThat(AdapterDomain.any(file)).contains(survey(0.25).limits());
            assertThat(AdapterDomain.find(file, Map.of("transformer/model.safetensors", "cd")))
                    .isEmpty();
            Weights written = Weights.open(file);
            assertThat(written.metadata()).containsEntry("format", "pt");
            assertThat(written.read("a.lora_A.weight", manager).toFloatArray()).containsExactly(1, 1);
        }
    }

    private static DomainSurvey survey(double value) {
        Map<DomainFigure, Double> figures = new EnumMap<>(DomainFigure.class);
        for (DomainFigure figure : DomainFigure.values()) {
            figures.put(figure, value);
        }
        return new DomainSurvey(List.of(new ClipFit(figures)));
    }
}
