package io.flipside.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.flipside.audit.step.Evaluation;
import io.flipside.audit.step.Figure;
import io.flipside.audit.step.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Test
    void anEvaluationOfBeforeMetricsHadNamesIsReadWithItsTwoFigures() throws IOException {
        try (InputStream former = Objects.requireNonNull(getClass().getResourceAsStream("/former/evaluation.json"))) {
            Evaluation evaluation = JSON.readValue(former, Evaluation.class);

            assertThat(evaluation.metrics())
                    .containsExactly(Map.entry(
                            "ssim",
                            new Measurement.Figures(Map.of(
                                    "ssim", ratio(0.863388407612053), "firstFrameSsim", ratio(0.9898477806325608)))));
            assertThat(evaluation.files()).hasSize(7);
            assertThat(evaluation.validity()).isEmpty();
            assertThat(evaluation.shortcoming()).isEqualTo(evaluation.notFlipped());
            assertThat(JSON.readValue(JSON.writeValueAsBytes(evaluation), Evaluation.class))
                    .isEqualTo(evaluation);
        }
    }

    @Test
    void everyMetricIsWrittenUnderItsNameAndTheTwoOfBeforeWhereTheyWereAsWell() throws IOException {
        Evaluation evaluation = new Evaluation(
                "down",
                0.9,
                0.9,
                "down",
                Map.of(
                        "ssim",
                        new Measurement.Figures(Map.of("ssim", ratio(0.75), "firstFrameSsim", ratio(0.5))),
                        "lpips",
                        new Measurement.Unavailable("There are no weights.", "Register them.")),
                "0".repeat(64),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        JsonNode json = JSON.valueToTree(evaluation);
        assertThat(json.path("metrics"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"ssim": {"kind": "figures", "figures": {
                                   "ssim": {"value": 0.75, "unit": "ratio", "direction": "higher-is-nearer"},
                                   "firstFrameSsim": {"value": 0.5, "unit": "ratio", "direction": "higher-is-nearer"}}},
                                 "lpips": {"kind": "unavailable", "reason": "There are no weights.",
                                   "howToGetIt": "Register them."}}
                                """));
        assertThat(json.path("ssim").asDouble()).isEqualTo(0.75);
        assertThat(json.path("firstFrameSsim").asDouble()).isEqualTo(0.5);
        assertThat(JSON.treeToValue(json, Evaluation.class)).isEqualTo(evaluation);
        assertThat(evaluation.figure("firstFrameSsim")).contains(0.5);
        assertThat(evaluation.figure("lpips")).isEmpty();
    }

    /** A metric without a network of its own is written as it was before there were such. */
    @Test
    void theWeightsOfAMetricAreWrittenBesideItsFigures() throws IOException {
        Measurement with = new Measurement.Figures(Map.of("lpips", ratio(0.25)), Optional.of(List.of("ab", "cd")));
        Measurement without = new Measurement.Figures(Map.of("ssim", ratio(0.75)));

        assertThat(JSON.<JsonNode>valueToTree(with).path("weightsSha256").toString())
                .isEqualTo("[\"ab\",\"cd\"]");
        assertThat(JSON.<JsonNode>valueToTree(without).has("weightsSha256")).isFalse();
        for (Measurement measurement : List.of(with, without)) {
            assertThat(JSON.readValue(JSON.writeValueAsBytes(measurement), Measurement.class))
                    .isEqualTo(measurement);
        }
    }

    private static Figure ratio(double value) {
        return new Figure(value, "ratio", Figure.Direction.HIGHER_IS_NEARER);
    }
}
