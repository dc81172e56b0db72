package io.flipside.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flipside.audit.plan.AuditPlan;
import io.flipside.record.AuditJson;
import io.flipside.steps.Plans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AblationsTest {
    private static Map<String, JsonNode> settings(AuditPlan plan) {
        Map<String, JsonNode> settings = new TreeMap<>();
        AuditJson.tree(plan).properties().forEach(section -> section.getValue()
                .properties()
                .forEach(setting -> settings.put(section.getKey() + "." + setting.getKey(), setting.getValue())));
        return settings;
    }

    private static Set<String> difference(AuditPlan plan, AuditPlan other) {
        Map<String, JsonNode> one = settings(plan);
        Map<String, JsonNode> two = settings(other);
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(two.keySet());
        names.removeIf(name -> one.containsKey(name) && one.get(name).equals(two.get(name)));
        return names;
    }

    @Test
    void eachDiffersFromTheWholeMethodInOneSettingOfThePlan() {
        Map<String, AuditPlan> plans = MeasuredMethod.ablations().stream()
                .collect(Collectors.toMap(MeasuredMethod::name, MeasuredMethod::plan));
        AuditPlan whole = plans.get("whole");

        assertThat(difference(whole, plans.get("no-inversion"))).containsExactly("budget.inversionIterations");
        assertThat(difference(whole, plans.get("no-style"))).containsExactly("losses.styleWeight");
        assertThat(difference(whole, plans.get("no-progressive"))).containsExactly("schedule.stages");
        assertThat(difference(io.flipside.audit.plan.Presets.of("cg-video"), plans.get("random-noise")))
                .containsExactly("settings.scale");
    }

    @Test
    void everyPlanIsOneThatItsMethodTakes() {
        List<MeasuredMethod> all = new java.util.ArrayList<>(MeasuredMethod.all());
        all.addAll(MeasuredMethod.ablations());
        assertThat(all)
                .allSatisfy(method ->
                        assertThat(Plans.settings(method.plan(), 1, 0).method()).isNotBlank());
    }
}
