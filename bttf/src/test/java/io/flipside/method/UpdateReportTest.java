package io.flipside.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateReportTest {
    @Test
    void theTermsStandInOneOrderWhoeverGaveThem() {
        Map<String, Double> terms = Map.of("style", 3.0, "targetProbability", 0.5, "crossEntropy", 2.0, "loss", 1.0);

        assertThat(new UpdateReport(1, 2, terms).terms().keySet())
                .containsExactly("loss", "crossEntropy", "style", "targetProbability");
    }

    @Test
    void anUpdateWithoutALossIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdateReport(1, 1, Map.of("style", 1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateReport(1, 1, Map.of("loss", 1.0, "stage", 1.0)));
    }

    @Test
    void aProbabilityThatWasNotMeasuredIsZeroAndAnyOtherTermIsAbsent() {
        UpdateReport report = new UpdateReport(1, 1, Map.of("loss", 1.0));

        assertThat(report.targetProbability()).isZero();
        assertThat(report.term("style")).isEmpty();
    }
}
