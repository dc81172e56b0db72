package io.flipside.campaign.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactRef;
import io.flipside.audit.AuditRequest;
import io.flipside.audit.plan.Presets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static CampaignLine line(int number, String preset, String state, Map<String, Double> figures) {
        ArtifactRef clip = new ArtifactRef("s3://flipside/c", "ab".repeat(32), 1, "video/mp4");
        AuditRequest request = new AuditRequest(
                clip, "tiny", "tiny", Optional.empty(), "left", Presets.of(preset), number, Optional.empty());
        Optional<RowResult> result = state.equals(CampaignLine.OPEN)
                ? Optional.empty()
                : Optional.of(new RowResult(
                        number,
                        "audit-" + number,
                        state,
                        Optional.empty(),
                        Optional.of("right"),
                        Optional.of("left"),
                        Optional.of(0.9),
                        figures,
                        Optional.of(1),
                        Optional.of(1.0),
                        false,
                        Optional.empty()));
        return new CampaignLine(number, "audit-" + number, request, state, result);
    }

    private static List<Integer> numbers(Answers answers) {
        return answers.lines().stream().map(CampaignLine::number).toList();
    }

    @Test
    void theNearestValidAnswerComesFirstAndTheOthersKeepTheirOrder() {
        List<Answers> questions = Answers.of(List.of(
                line(1, "tiny", "not-flipped", Map.of("ssim", 0.99)),
                line(2, "tiny", "flipped", Map.of("ssim", 0.7, "lpips", 0.1)),
                line(3, "tiny", CampaignLine.OPEN, Map.of()),
                line(4, "tiny", "flipped", Map.of("ssim", 0.8)),
                line(5, "tiny", "not-valid", Map.of("ssim", 0.9))));
        assertThat(questions).hasSize(1);
        Answers answers = questions.get(0);
        assertThat(answers.areSeveral()).isTrue();
        assertThat(numbers(answers)).containsExactly(4, 2, 1, 3, 5);
        assertThat(answers.proximity()).isEqualTo("ssim");
        assertThat(answers.valid()).extracting(CampaignLine::number).containsExactly(4, 2);
        assertThat(answers.proximity(answers.lines().get(0))).contains(0.8);
    }

    @Test
    void wherePerceptualDistanceWasMeasuredOfEveryValidAnswerItDecides() {
        Answers answers = Answers.of(List.of(
                        line(1, "tiny", "flipped", Map.of("ssim", 0.9, "lpips", 0.3)),
                        line(2, "tiny", "flipped", Map.of("ssim", 0.7, "lpips", 0.1)),
                        line(3, "tiny", "not-flipped", Map.of("ssim", 0.7))))
                .get(0);
        assertThat(answers.proximity()).isEqualTo("lpips");
        assertThat(numbers(answers)).containsExactly(2, 1, 3);
    }

    @Test
    void anotherPlanIsAnotherQuestionThatStandsBesideTheFirst() {
        List<Answers> questions = Answers.of(List.of(
                line(1, "tiny", "flipped", Map.of("ssim", 0.5)),
                line(2, "pgd-tiny", "flipped", Map.of("ssim", 0.9)),
                line(3, "tiny", "flipped", Map.of("ssim", 0.6))));
        assertThat(questions).extracting(AnswersTest::numbers).containsExactly(List.of(3, 1), List.of(2));
        assertThat(Answers.beside(questions)).containsExactly(questions);
        assertThat(Answers.beside(questions.subList(0, 1))).isEmpty();
        assertThat(Answers.beside(List.of())).isEmpty();
    }
}
