package io.flipside.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.audit.Budget;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.explain.ComputeSettings;
import io.flipside.explain.ExplainProgress;
import io.flipside.explain.ExplainRequest;
import io.flipside.record.AuditRecord;
import io.flipside.record.SearchProgress;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.steps.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainAnswersTest {
    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(SearchProgress report, int done, int most) {}
    };

    @TempDir
    private Path folder;

    private ExplainRequest request(String target) {
        Path clip = folder.resolve("clip.mkv");
        ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
        ClipWriter.writeEvidence(new Clip(drawn.frames(), 8), clip);
        return new ExplainRequest(
                clip,
                target,
                ShippedModels.SHELF.resolve("classifiers/tiny"),
                ShippedModels.SHELF.resolve("generators/tiny"),
                Optional.empty(),
                Presets.of("tiny").with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(1, 1)),
                5,
                folder.resolve("out"));
    }

    private static ExplainJob job() {
        return new ExplainJob(InstantSource.system(), ComputeSettings.DEFAULT);
    }

    @Test
    void eachAnswerLiesInAFolderOfItsSeedAndTheFileBesideThemHasTheirOrder() throws IOException {
        List<AuditRecord> records = job().answers(request("left"), 2, () -> SILENT);
        JsonNode answers = new ObjectMapper()
                .readTree(folder.resolve("out/answers.json").toFile())
                .path("questions")
                .get(0)
                .path("answers");
        assertThat(answers).hasSize(2);
        assertThat(records)
                .extracting(record -> record.request().seed())
                .containsExactly(
                        answers.get(0).path("seed").longValue(),
                        answers.get(1).path("seed").longValue())
                .containsExactlyInAnyOrder(5L, 6L);
        for (JsonNode answer : answers) {
            Path files = folder.resolve("out").resolve(answer.path("files").textValue());
            assertThat(files.resolve("report.html")).isNotEmptyFile();
            assertThat(files.resolve("record.json")).isNotEmptyFile();
            assertThat(Files.readString(folder.resolve("out/answers.html")))
                    .contains("href=\"" + answer.path("files").textValue() + "report.html\"");
        }
        assertThat(Files.readAllBytes(folder.resolve("out/seed-5/counterfactual.mkv")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("out/seed-6/counterfactual.mkv")));
    }

    @Test
    void whatIsRefusedOnceIsRefusedWholeAndLeavesNothing() {
        assertThatThrownBy(() -> job().answers(request("sideways"), 2, () -> SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("sideways");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
