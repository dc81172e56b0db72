package io.flipside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.step.DomainFacts;
import io.flipside.classifier.OtherClassifiers;
import io.flipside.clip.Clip;
import io.flipside.clip.ClipLimits;
import io.flipside.clip.ClipWriter;
import io.flipside.domain.DomainLimits;
import io.flipside.domain.ForeignClip;
import io.flipside.frames.RgbFrames;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import io.flipside.shapes.ShapeMovingSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the shipped generator knows and what it does not. */
class DomainCheckTest {
    private static final Path SHIPPED = Path.of("../embedded/models");
    private static Models models;

    @BeforeAll
    static void open() {
        models = Models.open(SHIPPED.resolve("classifiers/tiny"), SHIPPED.resolve("generators/tiny"), Optional.empty());
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void theHundredClipsOfTheTestPartAreKnown() {
        ShapeMovingSplit.TEST.indices(7).limit(100).forEach(index -> {
            ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, index);
            DomainFacts facts = check(new Clip(drawn.frames(), 8));
            assertThat(facts.state()).as("%d: %s", index, facts.sentence()).isEqualTo(DomainFacts.WITHIN);
        });
    }

    @Test
    void clipsOfPaperSizeAreKnownOnceTheyAreFitted() {
        for (int i = 0; i < 4; i++) {
            ShapeMovingClip drawn = ShapeMovingClip.draw(ShapeMovingProfile.PAPER, 1004, i);
            DomainFacts facts = check(models.preprocess().apply(new Clip(drawn.frames(), 16)));
            assertThat(facts.state()).as(facts.sentence()).isEqualTo(DomainFacts.WITHIN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOfTheSmallWorldIsSaidToBeOutside(ForeignClip kind) {
        DomainFacts facts = check(foreign(kind, kind.ordinal()));
        assertThat(facts.state()).as(facts.figures().toString()).isEqualTo(DomainFacts.OUTSIDE);
        assertThat(facts.sentence())
                .startsWith("The generator does not know this clip: ")
                .contains("at ");
    }

    @Test
    void aLossyCopyIsStillKnown(@TempDir Path folder) {
        for (int i = 0; i < 2; i++) {
            Clip drawn = new Clip(
                    ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 1005, i).frames(), 8);
            Path file = folder.resolve(i + ".mp4");
            ClipWriter.writeShareable(drawn, file, ClipWriter.magnification(drawn));
            DomainFacts facts = check(models.preprocess().read(file, ClipLimits.DEFAULT));
            assertThat(facts.state()).as(facts.sentence()).isEqualTo(DomainFacts.WITHIN);
        }
    }

    @Test
    void aClipThatLostTwoFramesIsStillKnown() {
        RgbFrames drawn =
                ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 1006, 2).frames();
        RgbFrames.Builder lost = RgbFrames.builder(drawn.height(), drawn.width());
        for (int f = 0; f < drawn.count(); f++) {
            lost.add(drawn.frame(f == 7 || f == 8 ? 6 : f));
        }
        DomainFacts facts = check(new Clip(lost.build(), 8));
        assertThat(facts.state()).as(facts.sentence()).isEqualTo(DomainFacts.WITHIN);
    }

    @Test
    void theFigureThatAStarBreaksIsNamedWithItsLimit() {
        DomainFacts facts = check(foreign(ForeignClip.STAR_SHAPE, 4));
        assertThat(facts.sentence())
                .contains("squared outline over area of what stands out 4", "(at most 23.8)", "hollows");
        assertThat(facts.limits()).containsKeys("outline", "spread", "hollow", "jump", "anchoredOverlap");
    }

    @Test
    void aFileOfBeforeReadsAndWhatItHasNoLimitForIsNotChecked(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve(DomainLimits.FILE),
                """
                {"limits": {"reconstructionError": 0.02, "firstFrameSsim": 0.8, "flowError": 10,
                            "leastMotion": 0.0005, "anchoredSsim": 0.8}}
                """);
        DomainLimits before = DomainLimits.find(folder).orElseThrow();
        assertThat(before.byName())
                .containsOnlyKeys("reconstructionError", "firstFrameSsim", "flowError", "leastMotion", "anchoredSsim");
        assertThat(before.anchoredOverlap()).isEmpty();
        Models old = new Models(
                models.manager(),
                models.classifier(),
                models.generator(),
                models.preprocess(),
                models.digests(),
                Optional.of(before),
                Optional.empty(),
                OtherClassifiers.NONE);
        DomainFacts facts = DomainCheck.of(old, foreign(ForeignClip.STAR_SHAPE, 0), Optional.empty());
        assertThat(facts.state()).as(facts.sentence()).isEqualTo(DomainFacts.WITHIN);
        assertThat(facts.figures()).containsKeys("outline", "hollow");
    }

    @Test
    void withoutLimitsTheDomainIsUnknownAndTheNextStepIsNamed() {
        Models without = new Models(
                models.manager(),
                models.classifier(),
                models.generator(),
                models.preprocess(),
                models.digests(),
                Optional.empty(),
                Optional.empty(),
                OtherClassifiers.NONE);
        DomainFacts facts = DomainCheck.of(without, foreign(ForeignClip.STREET, 0), Optional.empty());
        assertThat(facts.state()).isEqualTo(DomainFacts.UNKNOWN);
        assertThat(facts.isOutside()).isFalse();
        assertThat(facts.figures()).containsKeys("reconstructionError", "firstFrameSsim", "flowError", "motion");
        assertThat(facts.limits()).isEmpty();
        assertThat(facts.sentence()).contains("flipside measure domain");
    }

    @Test
    void theSameClipHasTheSameFiguresEveryTime() {
        assertThat(check(foreign(ForeignClip.CUT, 1))).isEqualTo(check(foreign(ForeignClip.CUT, 1)));
    }

    @Test
    void theOperatorsLimitForAnAdapterCountsBesideTheGenerators() {
        Clip cut = foreign(ForeignClip.CUT, 0);
        DomainLimits own = models.limits().orElseThrow();
        DomainFacts raised = DomainCheck.of(models, cut, Optional.of(1000.0));
        assertThat(raised.limits()).containsEntry("flowError", 1000.0);
        DomainFacts lower = DomainCheck.of(models, cut, Optional.of(1e-6));
        assertThat(lower.limits()).containsEntry("flowError", own.byName().get("flowError"));
    }

    private static Clip foreign(ForeignClip kind, int index) {
        return new Clip(kind.frames(ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 2001, index)), 8);
    }

    private static DomainFacts check(Clip clip) {
        return DomainCheck.of(models, clip, Optional.empty());
    }
}
