package io.flipside.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What NVIDIA's program says, in bytes. */
class DeviceMemoryTest {
    private static DeviceMemory saying(String text) {
        return new DeviceMemory(List.of("printf", "%s\\n", text), InstantSource.fixed(Instant.EPOCH));
    }

    @Test
    void mebibytesBecomeBytes() {
        DeviceMemory memory = saying("1024, 24564");
        assertThat(memory.used()).isEqualTo(1L << 30);
        assertThat(memory.total()).isEqualTo(24564L << 20);
    }

    @Test
    void whatIsNotSaidIsNoNumber() {
        assertThat(saying("No devices were found").used()).isNaN();
        assertThat(new DeviceMemory(List.of("no-such-program-here"), InstantSource.system()).total())
                .isNaN();
    }
}
