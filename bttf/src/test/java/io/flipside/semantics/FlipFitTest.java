package io.flipside.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flipside.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlipFitTest {
    private static final FlipFit FIT = new FlipFit(List.of("margin", "share"));

    @TempDir
    Path folder;

    private static List<FlipSample> samples() {
        SplittableRandom random = new SplittableRandom(3);
        List<FlipSample> samples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean semantic = i % 2 == 0;
            double noise = random.nextDouble() - 0.5;
            samples.add(new FlipSample(
                    semantic ? "search" : i % 4 == 1 ? "attack" : "hidden attack",
                    semantic,
                    Map.of("margin", (semantic ? 0.8 : -0.4) + noise, "share", random.nextDouble())));
        }
        return samples;
    }

    @Test
    void whatTellsTheKindsApartGetsTheWeightAndTheOtherFigureHardlyAny() {
        FlipModel model = FIT.fit(samples());
        assertThat(model.terms().get("margin").weight()).isGreaterThan(1);
        assertThat(Math.abs(model.terms().get("share").weight())).isLessThan(0.3);
        double semantic = model.probability(Map.of("margin", 0.9, "share", 0.5)).orElseThrow();
        double adversarial =
                model.probability(Map.of("margin", -0.6, "share", 0.5)).orElseThrow();
        assertThat(model.judgement(semantic)).isEqualTo(Judgement.SEMANTIC);
        assertThat(model.judgement(adversarial)).isEqualTo(Judgement.ADVERSARIAL);
        assertThat(model.judgement(0.5)).isEqualTo(Judgement.UNDECIDED);
    }

    @Test
    void aFigureOfAKnownSenseSaysNothingRatherThanTheOpposite() {
        Map<String, FlipModel.Term> free = FIT.fit(samples()).terms();
        Map<String, FlipModel.Term> wrong =
                new FlipFit(List.of("-margin", "+share")).fit(samples()).terms();
        Map<String, FlipModel.Term> right =
                new FlipFit(List.of("+margin", "share")).fit(samples()).terms();
        assertThat(wrong).containsOnlyKeys("margin", "share");
        assertThat(wrong.get("margin").weight()).isZero();
        assertThat(wrong.get("share").weight()).isNotNegative();
        assertThat(right).isEqualTo(free);
    }

    @Test
    void aTermOfALogarithmLooksAtThatOfOneMoreThanTheFigure() {
        FlipModel model = new FlipFit(List.of("-log(margin)"))
                .fit(List.of(
                        new FlipSample("search", true, Map.of("margin", 0.0)),
                        new FlipSample("attack", false, Map.of("margin", Math.E - 1))));
        assertThat(model.terms()).containsOnlyKeys("log(margin)");
        assertThat(model.terms().get("log(margin)").mean()).isCloseTo(0.5, within(1e-12));
        assertThat(model.probability(Map.of("margin", 0.0)).orElseThrow()).isGreaterThan(0.8);
        assertThat(model.probability(Map.of("margin", -2.0))).isEmpty();
        assertThat(model.missing(Map.of())).containsExactly("log(margin)");
    }

    @Test
    void howManyThereAreOfAKindDoesNotMoveTheBias() {
        List<FlipSample> many = new ArrayList<>(samples());
        samples().stream().filter(sample -> !sample.semantic()).forEach(many::add);
        assertThat(FIT.fit(many).terms().get("margin").mean())
                .isNotEqualTo(FIT.fit(samples()).terms().get("margin").mean());
        double once = FIT.fit(samples())
                .probability(Map.of("margin", 0.2, "share", 0.5))
                .orElseThrow();
        assertThat(FIT.fit(many)
                        .probability(Map.of("margin", 0.2, "share", 0.5))
                        .orElseThrow())
                .as("a tenth: the penalty is on scaled figures")
                .isCloseTo(once, within(0.1));
    }

    @Test
    void everyFamilyOfAttacksIsToldApartByAModelThatHasNotSeenIt() {
        assertThat(FIT.leavingOutEachFamily(samples()))
                .containsOnlyKeys("attack", "hidden attack")
                .allSatisfy((family, area) -> assertThat(area).isGreaterThan(0.95));
    }

    @Test
    void anAreaCountsPairs() {
        List<FlipSample> four = List.of(
                new FlipSample("a", true, Map.of("x", 3.0)),
                new FlipSample("a", true, Map.of("x", 1.0)),
                new FlipSample("b", false, Map.of("x", 1.0)),
                new FlipSample("b", false, Map.of("x", 2.0)));
        assertThat(RankArea.of(four, sample -> sample.figures().get("x"))).isEqualTo(2.5 / 4);
    }

    @Test
    void aFigureThatIsMissingIsNamedAndGivesNoProbability() {
        FlipModel model = FIT.fit(samples());
        assertThat(model.probability(Map.of("margin", 0.5))).isEmpty();
        assertThat(model.missing(Map.of("margin", 0.5, "share", Double.NaN))).containsExactly("share");
        assertThatThrownBy(() -> FIT.fit(List.of(
                        new FlipSample("search", true, Map.of("margin", 1.0)),
                        new FlipSample("attack", false, Map.of("margin", 1.0, "share", 1.0)))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'share'");
        assertThatThrownBy(() ->
                        FIT.fit(samples().stream().filter(FlipSample::semantic).toList()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("adversarial");
    }

    @Test
    void aModelIsReadAsItWasWrittenAndADamagedFileIsRefusedByItsField() throws IOException {
        FlipModel model = FIT.fit(samples());
        assertThat(FlipModel.find(folder)).isEmpty();
        model.write(folder, "samples of a test");
        assertThat(FlipModel.find(folder)).contains(model);
        Path file = folder.resolve(FlipModel.FILE);
        String written = Files.readString(file);
        Files.writeString(file, written.replace("\"bias\"", "\"base\""));
        assertThatThrownBy(() -> FlipModel.find(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bias");
        Files.writeString(file, written.replaceAll("\"semanticFrom\": [0-9.]+", "\"semanticFrom\": 0.1"));
        assertThatThrownBy(() -> FlipModel.find(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("undecided");
    }
}
