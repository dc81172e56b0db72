package io.flipside.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.audit.InvalidRequest;
import io.flipside.audit.Range;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.audit.plan.Losses;
import io.flipside.audit.plan.Optimiser;
import io.flipside.audit.plan.Policies;
import io.flipside.audit.plan.Redraws;
import io.flipside.audit.plan.Schedule;
import io.flipside.audit.plan.Stop;
import io.flipside.audit.plan.UpdateBudget;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every plan that can be is kept as it is; of what cannot be, the field is named. */
class PlanPropertiesTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aPlanIsReadAsItWasWrittenAndEqualPlansGiveEqualBytes(@ForAll("plans") AuditPlan plan) {
        byte[] json = AuditJson.bytes(plan);

        AuditPlan read = AuditJson.read(json, AuditPlan.class);
        assertThat(read).isEqualTo(plan);
        assertThat(AuditJson.bytes(read)).isEqualTo(json);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPlanOfSettingsThatOnlyItsMethodKnowsIsKeptAsItIs(@ForAll("settings") Map<String, Double> settings) {
        AuditPlan plan = AuditPlan.of("draws", settings, Policies.DEFAULT);
        byte[] json = AuditJson.bytes(plan);

        assertThat(AuditJson.read(json, AuditPlan.class)).isEqualTo(plan);
        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("schedule", "null", "{}");
        assertThat(plan.settings().orElse(Map.of())).isEqualTo(settings);
    }

    /** Every number with a range, just outside it on each side, and no number at all. */
    @Example
    void aNumberOutsideItsRangeIsRefusedByItsPath() throws ReflectiveOperationException {
        List<String> tried = new ArrayList<>();
        for (Record part : List.of(
                new Schedule(8, 3, 0),
                new UpdateBudget(0, 25),
                Optimiser.adamW(0.05),
                Losses.ofStyle(1e5),
                new Stop(0.9, 2),
                new Redraws(4, 12),
                Policies.DEFAULT)) {
            RecordComponent[] components = part.getClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                Range range = components[i].getAnnotation(Range.class);
                // whole numbers of a list are no doubles: AuditRequestTest has them
                if (range != null && !components[i].getName().equals("stages")) {
                    for (double outside : outside(range)) {
                        refused(part, i, outside);
                    }
                    tried.add(components[i].getName());
                }
            }
        }
        assertThat(tried)
                .contains(
                        "exactUpdates",
                        "clipNorm",
                        "priorWeight",
                        "flatness",
                        "denoisingSteps",
                        "iterations",
                        "learningRate",
                        "styleWeight",
                        "confidence",
                        "most");
    }

    private static List<Double> outside(Range range) {
        List<Double> outside = new ArrayList<>(List.of(Double.NaN, Double.POSITIVE_INFINITY));
        if (Double.isFinite(range.min())) {
            outside.add(range.min() - 1);
        }
        if (Double.isFinite(range.moreThan())) {
            outside.add(range.moreThan());
        }
        if (Double.isFinite(range.max())) {
            outside.add(range.max() + 1);
        }
        if (Double.isFinite(range.lessThan())) {
            outside.add(range.lessThan());
        }
        return outside;
    }

    private static void refused(Record part, int place, double outside) throws ReflectiveOperationException {
        RecordComponent[] components = part.getClass().getRecordComponents();
        boolean whole = components[place].getType() == int.class;
        if (whole && !Double.isFinite(outside)) {
            return;
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(part);
        }
        boolean mayBeAbsent = components[place].getType() == Optional.class;
        Object number = whole ? (Object) (int) outside : (Object) outside;
        values[place] = mayBeAbsent ? Optional.of(number) : number;
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = part.getClass().getDeclaredConstructor(types);
        String name = components[place].getName();
        assertThatThrownBy(() -> constructor.newInstance(values))
                .as("%s = %s", name, outside)
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        e -> assertThat(e.field()).startsWith("plan.").endsWith("." + name));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void redrawsWithInversionAreRefusedWhateverElseIsAsked(@ForAll("plans") AuditPlan plan) {
        AuditPlan confident = plan.with(new UpdateBudget(0, 1)).with(new Stop(0.5, 1), new Redraws(1, 1));

        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> confident.with(new UpdateBudget(1, 1)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("plan.redraws.most"));
    }

    @Provide
    Arbitrary<AuditPlan> plans() {
        return Combinators.combine(
                        schedules(),
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 10_000),
                                        Arbitraries.integers().between(1, 10_000))
                                .as(UpdateBudget::new),
                        optimisers(),
                        Combinators.combine(
                                        anyDouble(0, 1e9), anyDouble(1e-9, 1e9).optional())
                                .as(Losses::new),
                        Combinators.combine(
                                        anyDouble(0, 0.999_999),
                                        Arbitraries.integers().between(1, 10_000),
                                        anyDouble(1e-6, 1).optional())
                                .as((confidence, patience, flatness) ->
                                        new Stop(confidence, patience, confidence > 0 ? flatness : Optional.empty())),
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 100),
                                        Arbitraries.integers().between(1, 10_000))
                                .as(Redraws::new),
                        policies(),
                        Arbitraries.of("bttf", "random-draws", "a.b_c-1"))
                .as((schedule, budget, optimiser, losses, stop, redraws, policies, method) -> new AuditPlan(
                        AuditPlan.VERSION,
                        method,
                        schedule,
                        budget,
                        optimiser,
                        losses,
                        stop,
                        budget.inversionIterations() == 0 && stop.confidence() > 0 ? redraws : Redraws.NONE,
                        policies));
    }

    @Provide
    Arbitrary<Map<String, Double>> settings() {
        return Arbitraries.maps(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        anyDouble(-1e9, 1e9))
                .ofMaxSize(5);
    }

    private static Arbitrary<Schedule> schedules() {
        return Arbitraries.integers().between(1, 100).flatMap(steps -> Combinators.combine(
                        anyDouble(1e-6, 100), Arbitraries.integers().between(0, steps))
                .as((shift, last) -> new Schedule(
                        steps,
                        shift,
                        last,
                        Optional.of(List.of(Math.max(1, last), steps)).filter(ladder -> last % 2 == 1 && last < steps),
                        Optional.of(last + 1).filter(exact -> last % 3 == 0))));
    }

    private static Arbitrary<Optimiser> optimisers() {
        return Combinators.combine(
                        anyDouble(1e-9, 10),
                        anyDouble(0, 0.999_999),
                        anyDouble(0, 0.999_999),
                        anyDouble(1e-12, 1),
                        anyDouble(0, 10),
                        anyDouble(1e-9, 1e9).optional())
                .as(Optimiser::new);
    }

    private static Arbitrary<Policies> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 86_400),
                        Arbitraries.integers().between(0, 86_400),
                        anyDouble(1e-6, 1e9),
                        Arbitraries.of(true, false))
                .as(Policies::new);
    }

    // every bit of it must survive, so not only those with few digits
    private static Arbitrary<Double> anyDouble(double least, double most) {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .map(i -> least + (most - least) * (i / (double) Integer.MAX_VALUE));
    }
}
