package io.flipside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.audit.Presets;
import io.flipside.search.Preset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlansTest {
    @ParameterizedTest
    @EnumSource(Preset.class)
    void aPresetIsTheSamePlanAtEveryDoor(Preset preset) {
        assertThat(Presets.of(preset.label())).isEqualTo(Plans.plan(preset));
    }

    @Test
    void theMethodAndTheDoorsKnowTheSamePresets() {
        assertThat(Presets.all().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Preset.values()).map(Preset::label).toList());
    }
}
