package io.flipside.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorFolder;
import io.flipside.method.SearchInput;
import io.flipside.metric.ClipPixels;
import io.flipside.metric.MetricModels;
import io.flipside.metric.MetricResult;
import io.flipside.search.SearchFixture;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the shipped generator. */
class TypicalityMetricTest {
    private static final Path SHIPPED = Path.of("../embedded/models/generators/tiny");
    private static final ShapeMovingClip CLIP = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);

    private final SearchFixture fixture = new SearchFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anotherWayOfTheSameThingIsTypicalAndOneThatFlickersIsNot() {
        try (NDManager scope = fixture.manager().newSubManager()) {
            SearchInput input = fixture.input();
            var generator =
                    GeneratorFolder.load(SHIPPED, Optional.empty(), scope).generator();
            MetricModels models = new MetricModels(scope, input.classifier(), generator);
            RgbFrames other = CLIP.withDirection(Direction.UP).frames();
            MetricResult typical = new TypicalityMetric().of(CLIP.frames(), other, models);
            MetricResult odd = new TypicalityMetric().of(CLIP.frames(), flickering(other), models);

            assertThat(typical.value(TypicalityMetric.FLOW_ERROR))
                    .as("reference: the figure by which originals are admitted")
                    .isEqualTo(ClipFit.measure(generator, ClipPixels.clip(other, scope))
                            .of(DomainFigure.FLOW_ERROR))
                    .isLessThan(odd.value(TypicalityMetric.FLOW_ERROR));
            assertThat(typical.value(TypicalityMetric.NOISE)).isLessThan(odd.value(TypicalityMetric.NOISE));
            assertThat(new TypicalityMetric().of(CLIP.frames(), other, models)).isEqualTo(typical);
        }
    }

    /** Every third frame is black. */
    private static RgbFrames flickering(RgbFrames clip) {
        RgbFrames.Builder frames = RgbFrames.builder(clip.height(), clip.width());
        for (int f = 0; f < clip.count(); f++) {
            frames.add(f % 3 == 1 ? new byte[clip.height() * clip.width() * 3] : clip.frame(f));
        }
        return frames.build();
    }
}
