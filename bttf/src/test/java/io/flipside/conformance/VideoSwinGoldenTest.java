package io.flipside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Video Swin gives torchvision's numbers: padded, shrunken and shifted windows, odd sizes at a merge. */
class VideoSwinGoldenTest {

    @ParameterizedTest
    @ValueSource(strings = {"video-swin", "video-swin-shifted"})
    void logitsAndClipGradientAreTorchvisions(String name) {
        Conformance.Outcome outcome = Conformance.run(Path.of("src/test/resources/fixtures", name));

        assertThat(outcome.comparisons()).extracting(Comparison::quantity).containsExactly("logits", "clip_gradient");
        assertThat(outcome.comparisons()).allMatch(Comparison::passes);
    }
}
