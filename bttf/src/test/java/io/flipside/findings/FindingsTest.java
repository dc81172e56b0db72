package io.flipside.findings;

import static io.flipside.findings.ManyPairs.carried;
import static io.flipside.findings.ManyPairs.moving;
import static io.flipside.findings.ManyPairs.still;
import static io.flipside.findings.ManyPairs.towards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.UserError;
import io.flipside.frames.RgbFrames;
import io.flipside.shapes.Confounder;
import io.flipside.shapes.Direction;
import io.flipside.shapes.PlantedCue;
import io.flipside.shapes.ShapeMovingClip;
import io.flipside.shapes.ShapeMovingProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsTest {
    private static final int PAIRS = 36;

    @Test
    void counterfactualsThatOnlyMoveNameTheirMotionAndNothingElse() {
        Findings findings = moving(PAIRS, ManyPairs::plain);

        for (Direction direction : Direction.values()) {
            assertThat(families(findings, direction)).containsExactly(CueFamily.MOTION);
        }
        assertThat(findings.ofClasses())
                .extracting(Finding::sentence)
                .satisfiesExactlyInAnyOrder(
                        said -> assertThat(said)
                                .startsWith("In 9 of 9 clips called 'up' the main thing moves up, by 0."),
                        said -> assertThat(said).contains("called 'down' the main thing moves down"),
                        said -> assertThat(said).contains("called 'left' the main thing moves left"),
                        said -> assertThat(said).contains("called 'right' the main thing moves right"));
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedCueIsNamedTowardsItsClassAndNoOtherIs(PlantedClip cue) {
        Findings findings = moving(PAIRS, carried(cue, Direction.RIGHT));

        assertThat(families(findings, Direction.RIGHT)).containsExactlyInAnyOrder(CueFamily.MOTION, cue.family);
        for (Direction other : List.of(Direction.UP, Direction.DOWN, Direction.LEFT)) {
            assertThat(families(findings, other)).containsExactly(CueFamily.MOTION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShortcutWithoutMotionIsTheOnlyFinding(PlantedClip cue) {
        Findings findings = still(PAIRS, carried(cue, Direction.UP));

        assertThat(findings.ofClasses())
                .extracting(finding -> finding.group().to() + " " + finding.family())
                .containsExactly("up " + cue.family);
    }

    @ParameterizedTest
    @CsvSource({"BRIGHTNESS,BRIGHTNESS", "FLICKER,FLICKER", "CORNER,PLACE", "RETREAT,SECOND_THING"})
    void theCuesOfPlantedDataSetsAreNamedAndNothingElse(Confounder cue, CueFamily family) {
        PlantedCue planted = new PlantedCue(cue, Direction.RIGHT);
        FindingsBuilder builder = new FindingsBuilder();
        for (int i = 0; i < PAIRS; i++) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i);
            Direction target = ManyPairs.target(clip.direction(), i);
            // the same motion: only what a classifier may have learned in its place
            ShapeMovingClip as = clip.withDirection(target);
            builder.add(new CounterfactualPair(
                    "clip-" + i,
                    clip.direction().className(),
                    target.className(),
                    planted.in(clip.direction(), 7, i) ? cue.frames(clip) : clip.frames(),
                    planted.in(as.direction(), 7, i) ? cue.frames(clip) : clip.frames()));
        }

        assertThat(builder.build(1).ofClasses())
                .extracting(finding -> finding.group().to() + " " + finding.family())
                .containsExactly("right " + family);
    }

    @Test
    void theSentenceSaysHowOftenByHowMuchAndWhatOtherClassesShow() {
        Findings brighter = still(PAIRS, carried(PlantedClip.BRIGHTNESS, Direction.UP));
        Findings corner = still(PAIRS, carried(PlantedClip.CORNER, Direction.UP));

        assertThat(brighter.ofClasses().get(0).sentence())
                .matches("In [89] of 9 clips called 'up' the picture grows brighter over time, by 0\\.2\\d of full"
                        + " brightness; nothing of the kind in 27 towards other classes\\. It went away in [89] of 9"
                        + " that were 'up'\\.");
        assertThat(corner.ofClasses().get(0).sentence())
                .contains("something stands in a fixed place of the frame (upper left, in the last third of the clip)");
    }

    @Test
    void aCueTowardsEveryClassIsNoFinding() {
        Findings findings = moving(PAIRS, (frames, direction, index) -> PlantedClip.BRIGHTNESS.in(frames, index));
        Findings drawnSo = drawnBy(PlantedClip.FLICKER);

        assertThat(findings.ofClasses()).extracting(Finding::family).containsOnly(CueFamily.MOTION);
        assertThat(drawnSo.ofClasses()).extracting(Finding::family).containsOnly(CueFamily.MOTION);
        assertThat(cue(drawnSo, Direction.UP, Cue.FLICKER)).satisfies(evidence -> {
            assertThat(evidence.towards().part()).isEqualTo(1);
            assertThat(evidence.standing()).isEqualTo(Standing.ELSEWHERE);
        });
    }

    @Test
    void aClassWithTwoCuesHasTwoFindings() {
        Findings findings = still(
                PAIRS,
                (frames, direction, index) -> direction == Direction.LEFT
                        ? PlantedClip.CORNER.in(PlantedClip.BRIGHTNESS.in(frames, index), index)
                        : frames);

        assertThat(families(findings, Direction.LEFT)).containsExactlyInAnyOrder(CueFamily.BRIGHTNESS, CueFamily.PLACE);
    }

    @Test
    void clipsThatChangeInTwoWaysAreTwoClustersWithTheirMostTypicalClips() {
        Findings findings = still(PAIRS, (frames, direction, index) -> {
            PlantedClip cue = index / 4 % 2 == 0 ? PlantedClip.BRIGHTNESS : PlantedClip.FLICKER;
            return direction == Direction.LEFT ? cue.in(frames, index) : frames;
        });

        List<Cluster> clusters = measured(findings, Direction.LEFT).clusters();
        assertThat(clusters).hasSize(2);
        assertThat(clusters)
                .extracting(Cluster::sentence)
                .satisfiesExactlyInAnyOrder(
                        said -> assertThat(said).contains("of 9: the picture grows brighter over time (+0.2"),
                        said -> assertThat(said).contains("of 9: the picture flickers from frame to frame (+0.2"));
        assertThat(clusters).allSatisfy(cluster -> assertThat(cluster.typical()).hasSize(3));
        assertThat(measured(moving(PAIRS, carried(PlantedClip.CORNER, Direction.UP)), Direction.LEFT)
                        .clusters())
                .isNotEmpty();
    }

    @Test
    void clipsThatDifferByLessThanCountsAreOneCluster() {
        Findings findings = still(PAIRS, carried(PlantedClip.BRIGHTNESS, Direction.UP));

        // one of the nine has no cue: too few for a cluster of its own
        assertThat(measured(findings, Direction.UP).clusters()).hasSize(1);
    }

    @Test
    void betweenTwoClassesTheOneThatShowsTheCueIsNamed() {
        FindingsBuilder builder = new FindingsBuilder();
        for (int i = 0; i < PAIRS / 2; i++) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i)
                    .withDirection(i % 2 == 0 ? Direction.LEFT : Direction.RIGHT);
            Direction target = i % 2 == 0 ? Direction.RIGHT : Direction.LEFT;
            builder.add(ManyPairs.pair(clip, target, carried(PlantedClip.BRIGHTNESS, Direction.RIGHT), i, false));
        }
        Findings findings = builder.build(1);

        assertThat(families(findings, Direction.RIGHT)).containsExactly(CueFamily.BRIGHTNESS);
        assertThat(families(findings, Direction.LEFT)).isEmpty();
    }

    @Test
    void tooFewPairsAreSaidToBeTooFew() {
        Findings few = moving(16, carried(PlantedClip.CORNER, Direction.UP));

        assertThat(few.ofClasses()).isEmpty();
        assertThat(few.groups()).extracting(GroupFindings::evidence).allSatisfy(evidence -> assertThat(evidence)
                .isInstanceOfSatisfying(Evidence.TooFew.class, none -> assertThat(none.sentence())
                        .startsWith("Too few: " + none.pairs() + " counterfactuals, a finding needs 8.")));
        assertThat(new Evidence.TooFew(9, 3).sentence()).startsWith("Nothing to compare with: 3 counterfactuals");
        assertThat(new FindingsBuilder().build(1).groups()).isEmpty();
    }

    @Test
    void theSamePairsGiveTheSameFindings() {
        Findings once = moving(PAIRS, carried(PlantedClip.CORNER, Direction.UP));
        Findings again = moving(PAIRS, carried(PlantedClip.CORNER, Direction.UP));

        assertThat(again.groups())
                .extracting(GroupFindings::evidence)
                .isEqualTo(once.groups().stream().map(GroupFindings::evidence).toList());
    }

    @Test
    void pairsThatCannotBeComparedAreRefusedByName() {
        RgbFrames clip = RgbFrames.of(new byte[2 * 4 * 4 * 3], 2, 4, 4);
        RgbFrames longer = RgbFrames.of(new byte[3 * 4 * 4 * 3], 3, 4, 4);

        assertThatThrownBy(() -> new CounterfactualPair("a", "up", "down", clip, longer))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("'a': the original has 2 frames of 4x4, the counterfactual 3 frames of 4x4.");
        assertThatThrownBy(() -> new CounterfactualPair("a", "up", "up", clip, clip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("both 'up'");
        CounterfactualPair pair = new CounterfactualPair("a", "up", "down", clip, clip);
        assertThatThrownBy(() -> new FindingsBuilder().add(pair).add(pair))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'a' is there twice");
    }

    // originals without it, counterfactuals with it whatever their class: what a generator may do
    private static Findings drawnBy(PlantedClip cue) {
        FindingsBuilder builder = new FindingsBuilder();
        for (int i = 0; i < PAIRS; i++) {
            ShapeMovingClip clip = ShapeMovingClip.draw(ShapeMovingProfile.SMALL, 7, i);
            CounterfactualPair pair =
                    ManyPairs.pair(clip, ManyPairs.target(clip.direction(), i), ManyPairs::plain, i, true);
            builder.add(new CounterfactualPair(
                    pair.name(),
                    pair.originalClass(),
                    pair.targetClass(),
                    pair.original(),
                    cue.in(pair.counterfactual(), i)));
        }
        return builder.build(1);
    }

    private static List<CueFamily> families(Findings findings, Direction target) {
        return Stream.of(towards(findings, target))
                .flatMap(group -> group.findings().stream())
                .map(Finding::family)
                .toList();
    }

    private static Evidence.Measured measured(Findings findings, Direction target) {
        return (Evidence.Measured) towards(findings, target).evidence();
    }

    private static CueEvidence cue(Findings findings, Direction target, Cue cue) {
        return measured(findings, target).cues().get(cue.ordinal());
    }
}
