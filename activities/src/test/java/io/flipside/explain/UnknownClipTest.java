package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.audit.AuditOutcome;
import io.flipside.audit.Budget;
import io.flipside.audit.Reason;
import io.flipside.audit.Verdict;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Presets;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.step.DomainFacts;
import io.flipside.audit.step.Measurement;
import io.flipside.audit.step.VerdictPart;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipWriter;
import io.flipside.domain.ForeignClip;
import io.flipside.frames.RgbFrames;
import io.flipside.generator.GeneratorSettings;
import io.flipside.local.ExplainJob;
import io.flipside.record.AuditRecord;
import io.flipside.record.SearchProgress;
import io.flipside.shapes.Direction;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.tensor.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip that the generator does not know, and a result that does not begin as its clip does. */
class UnknownClipTest {
    private static final Path CLASSIFIER = Path.of("../embedded/models/classifiers/tiny");
    private static final Path GENERATOR = Path.of("../embedded/models/generators/tiny");
    private static final AuditPlan PLAN =
            Presets.of("tiny").with(Stop.RUN_ALL, Redraws.NONE).with(new Budget(2, 1));
    private static final ExplainProgress SILENT = new ExplainProgress() {
        @Override
        public void step(String name) {}

        @Override
        public void update(SearchProgress update, int done, int most) {}
    };

    @TempDir
    Path folder;

    @Test
    void anUnknownClipIsRefusedWithFiguresLimitsAndTheNextStepAndLeavesNothing() {
        Path out = folder.resolve("result");
        assertThatThrownBy(() -> explain(street(), out, false))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("out-of-domain: The generator does not know this clip: ")
                .hasMessageContainingAll("reconstruction error 0.", "(at most 0.", "adapter", "--anyway");
        assertThat(out).doesNotExist();
    }

    @Test
    void anywayItGoesOnAndTheRecordAndTheReportSaySo() throws IOException {
        Path out = folder.resolve("result");
        AuditRecord sealed = explain(street(), out, true);
        assertThat(sealed.admission()
                        .flatMap(AuditRecord.Admission::domain)
                        .flatMap(DomainCheck::caution)
                        .orElseThrow())
                .contains("does not know this clip", "went on anyway");
        assertThat(sealed.outcome()).isInstanceOf(AuditOutcome.NotFlipped.class);
        JsonNode record = new ObjectMapper().readTree(out.resolve("result.json").toFile());
        assertThat(record.at("/domain/state").asText()).isEqualTo("outside");
        assertThat(record.at("/domain/anyway").asBoolean()).isTrue();
        assertThat(record.at("/domain/figures/flowError").asDouble())
                .isGreaterThan(record.at("/domain/limits/flowError").asDouble());
        assertThat(Files.readString(out.resolve("report.html"))).contains("does not know this clip");
    }

    @Test
    void aResultWhoseFirstFrameWasNotKeptIsNotFlipped() {
        ShapeMovingClip original = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
        Direction other = original.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;
        ShapeMovingClip elsewhere =
                ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 62).withDirection(other);
        try (Models models = Models.open(CLASSIFIER, GENERATOR, Optional.empty())) {
            assertThat(judged(models, original, original.withDirection(other)).notFlipped())
                    .isEmpty();
            Explanation moved = judged(models, original, elsewhere);
            assertThat(moved.after().label()).isEqualTo(other.className());
            assertThat(moved.notFlipped()).hasValueSatisfying(not -> {
                assertThat(not.code()).isEqualTo("not-anchored");
                assertThat(not.sentence()).contains("SSIM", "at least", "Try");
            });
            assertThat(moved.withoutCounterfactual()).contains("begins otherwise");
        }
    }

    @Test
    void aStarThatBecameADiscIsNotFlipped() {
        ShapeMovingClip disc = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 2001, 4);
        RgbFrames star = ForeignClip.STAR_SHAPE.frames(disc);
        try (Models models = Models.open(CLASSIFIER, GENERATOR, Optional.empty())) {
            Explanation became = judged(models, star, disc);
            assertThat(became.after().label()).isEqualTo(disc.direction().className());
            assertThat(Measurement.figures(became.metrics())
                            .get("firstFrameSsim")
                            .value())
                    .as("black counts as likeness")
                    .isGreaterThan(0.9);
            assertThat(became.notFlipped()).hasValueSatisfying(not -> {
                assertThat(not.code()).isEqualTo("not-anchored");
                assertThat(not.sentence()).contains("overlap", "at least", "Try");
            });
        }
    }

    @Test
    void aFlipOfAClipThatTheGeneratorDoesNotKnowIsNotValidAndOneThatItKnowsIs() {
        ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, 59);
        Direction other = clip.direction() == Direction.LEFT ? Direction.RIGHT : Direction.LEFT;
        ShapeMovingClip moved = clip.withDirection(other);
        try (Models models = Models.open(CLASSIFIER, GENERATOR, Optional.empty())) {
            Explanation foreign =
                    judged(models, ForeignClip.SIX_POINTS.frames(clip), ForeignClip.SIX_POINTS.frames(moved), other);
            assertThat(foreign.notFlipped())
                    .as("called the target, first frame kept")
                    .isEmpty();
            assertThat(foreign.notValid()).hasValueSatisfying(not -> {
                assertThat(not.code()).isEqualTo("out-of-domain");
                assertThat(not.sentence()).contains("does not know this clip", "train adapter");
            });
            assertThat(foreign.verdict()).isEqualTo(Verdict.NOT_VALID);
            assertThat(foreign.validity().flipped().state()).isEqualTo(VerdictPart.State.HOLDS);
            assertThat(foreign.validity().anchored().state()).isEqualTo(VerdictPart.State.HOLDS);
            assertThat(foreign.validity().inDomain().state()).isEqualTo(VerdictPart.State.BROKEN);

            Explanation known = judged(models, clip, moved);
            assertThat(known.verdict()).isEqualTo(Verdict.FLIPPED);
            assertThat(known.validity().stable().state()).isEqualTo(VerdictPart.State.HOLDS);
            assertThat(known.validity().stable().figures().get("meanMargin")).isGreaterThan(0.5);
            assertThat(known.validity().near().figures()).containsKey("ssim");
        }
    }

    @Test
    void aFlipOfWhichNobodyMeasuredTheDomainIsNotValid() {
        assertThat(Reasons.doubt(Optional.empty())).map(Reason::code).contains("domain-unknown");
        DomainFacts unknown = new DomainFacts(DomainFacts.UNKNOWN, Map.of(), Map.of(), "Measure it.");
        assertThat(Reasons.doubt(Optional.of(unknown))).contains(new Reason("domain-unknown", "Measure it."));
    }

    private Explanation judged(Models models, ShapeMovingClip original, ShapeMovingClip written) {
        return judged(models, original.frames(), written);
    }

    private Explanation judged(Models models, RgbFrames original, ShapeMovingClip written) {
        return judged(models, original, written.frames(), written.direction());
    }

    private Explanation judged(Models models, RgbFrames original, RgbFrames written, Direction target) {
        Clip clip = new Clip(written, 8);
        ClipWriter.writeEvidence(clip, folder.resolve(Rendered.EVIDENCE));
        ClipWriter.writeShareable(clip, folder.resolve(Rendered.SHAREABLE), ClipWriter.magnification(clip));
        return new Judge(models)
                .judge(new Candidate(
                        new Clip(original, 8),
                        target.className(),
                        folder,
                        0.9,
                        List.of(),
                        Optional.empty(),
                        Optional.of(DomainCheck.of(models, new Clip(original, 8), Optional.empty()))));
    }

    private Path street() {
        Path file = folder.resolve("street.mkv");
        ShapeMovingClip base = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 1, 1);
        ClipWriter.writeEvidence(new Clip(ForeignClip.STREET.frames(base), 8), file);
        return file;
    }

    private static AuditRecord explain(Path clip, Path out, boolean anyway) {
        String target;
        try (Models models = Models.open(CLASSIFIER, GENERATOR, Optional.empty())) {
            Clip read = models.preprocess().read(clip, io.flipside.clip.ClipLimits.DEFAULT);
            String before =
                    Prediction.of(models.classifier(), read, models.manager()).label();
            target = before.equals("left") ? "right" : "left";
        }
        return new ExplainJob(
                        InstantSource.system(),
                        new ComputeSettings(TorchDevice.CPU, Long.MAX_VALUE, GeneratorSettings.DEFAULT))
                .run(
                        new ExplainRequest(
                                clip,
                                target,
                                CLASSIFIER,
                                GENERATOR,
                                Optional.empty(),
                                anyway ? PLAN.with(Policies.DEFAULT.goingOnAnyway()) : PLAN,
                                1,
                                out),
                        SILENT);
    }
}
