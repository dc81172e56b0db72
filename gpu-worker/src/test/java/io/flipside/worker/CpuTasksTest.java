package io.flipside.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flipside.UserError;
import io.flipside.settings.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class CpuTasksTest {
    private static WorkerConfig config(String value) {
        return Settings.of(
                new SmallRyeConfigBuilder()
                        .withDefaultValue("flipside.cpu-tasks", value)
                        .build(),
                WorkerConfig.class);
    }

    @Test
    void asManyClipsAreReadAtOnceAsHalfOfTheHeapHolds() {
        assertThat(CpuTasks.fitting(256L << 20)).isEqualTo(2);
        assertThat(CpuTasks.fitting(1L << 30)).isEqualTo(5);
        assertThat(CpuTasks.fitting(1L << 40)).isEqualTo(64);
    }

    @Test
    void theSettingWinsAndANonsensicalOneIsNamed() {
        assertThat(CpuTasks.limit(config("7"), 1L << 30)).isEqualTo(7);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> CpuTasks.limit(config("0"), 1L << 30))
                .withMessageContaining("flipside.cpu-tasks");
    }
}
