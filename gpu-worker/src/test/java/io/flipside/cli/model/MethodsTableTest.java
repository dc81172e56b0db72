package io.flipside.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.Reason;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import io.flipside.domain.SameObject;
import io.flipside.record.StageLog;
import io.flipside.shapes.SemanticFlip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MethodsTableTest {
    private static MeasuredAudit row(TestClip clip, boolean flipped, boolean anchored, Optional<Double> near) {
        Map<String, Measurement> metrics = new LinkedHashMap<>();
        metrics.put(
                "ssim",
                new Measurement.Figures(Map.of("ssim", new Figure(0.5, "ratio", Figure.Direction.HIGHER_IS_NEARER))));
        metrics.put(
                "near",
                near.<Measurement>map(value -> new Measurement.Figures(
                                Map.of("far", new Figure(value, "pixels", Figure.Direction.LOWER_IS_NEARER))))
                        .orElseGet(() -> new Measurement.Unavailable("Why.", "How.")));
        String said =
                flipped ? clip.target().className() : clip.drawn().direction().className();
        Optional<Reason> reason = anchored && flipped ? Optional.empty() : Optional.of(new Reason("why", "Because."));
        return new MeasuredAudit(
                clip,
                true,
                new Evaluation(
                        said, 0.9, 0.75, said, metrics, "", reason, Optional.empty(), Optional.empty(), Map.of()),
                new SemanticFlip(-6, 1, flipped),
                new SameObject(1, 0, 1),
                List.of(new StageLog(Optional.of("all"), List.of(), 2.5, 0, 0)),
                Path.of("clip.mkv"));
    }

    private static MethodsTable table() {
        List<TestClip> clips = TestClip.all(1).limit(10).toList();
        List<MeasuredAudit> nine = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            nine.add(row(clips.get(i), i > 0, i > 1, i < 2 ? Optional.of(i + 1.0) : Optional.empty()));
        }
        Map<String, List<MeasuredAudit>> results = new LinkedHashMap<>();
        results.put("one", nine);
        results.put("none", List.of());
        return new MethodsTable(results);
    }

    /** Reference: Wilson's interval of 9 and 8 of 10 at 95 %, by its formula: 0.596 to 0.982, 0.490 to 0.943. */
    @Test
    void aMethodHasALineWithItsRatesTheirIntervalsAndTheMeanOfEveryFigure() {
        assertThat(table().markdown())
                .isEqualTo(
                        """
                        | method | clips | flip | semantic | valid | believed | task-semantic | object | far ↓ | ssim ↑ | updates | seconds |
                        |---|---|---|---|---|---|---|---|---|---|---|---|
                        | `one` | 10 | 0.90 (0.60 to 0.98) | 0.90 (0.60 to 0.98) | 0.80 (0.49 to 0.94) | 0.00 (0.00 to 0.28) | 0.00 (0.00 to 0.28) | 1.00 (0.72 to 1.00) | 1.500 | 0.500 | 0.0 | 2.5 |
                        | `none` | 0 | - | - | - | - | - | - | - | - | - | - |
                        """);
    }

    @Test
    void aClipHasARowAndAFigureThatIsNotThereAnEmptyCell() {
        List<String> lines = table().csv().lines().toList();
        TestClip second = TestClip.all(1).skip(1).findFirst().orElseThrow();

        assertThat(lines).hasSize(11);
        assertThat(lines.get(0))
                .isEqualTo("method,index,way,target,classifierRight,targetProbability,flipped,valid,reason,semantic,"
                        + "believed,kind,object,columns,rows,updates,seconds,far,ssim");
        assertThat(lines.get(2))
                .isEqualTo("one," + second.index() + ","
                        + second.drawn().direction().className() + ","
                        + second.target().className()
                        + ",true,0.75,true,false,why,true,false,unknown,true,-6.0,1.0,0,2.5,2.0,0.5");
        assertThat(lines.get(10)).endsWith(",,0.5");
    }
}
