package io.flipside.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How much each caller may change in a minute. */
class CallRateTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final CallRate rate = new CallRate(2, now::get);

    @Test
    void aCallerHasAMinutesWorthAndGetsItBackEvenly() {
        assertThat(rate.take("a")).isEmpty();
        assertThat(rate.take("a")).isEmpty();
        Refusal refusal = rate.take("a").orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).containsEntry("Retry-After", "30");
        now.set(Instant.EPOCH.plusSeconds(29));
        assertThat(rate.take("a").map(Refusal::headers).map(headers -> headers.get("Retry-After")))
                .isEqualTo(Optional.of("1"));
        now.set(Instant.EPOCH.plusSeconds(30));
        assertThat(rate.take("a")).isEmpty();
        assertThat(rate.take("a")).isPresent();
        now.set(Instant.EPOCH.plusSeconds(3600));
        assertThat(rate.take("a")).isEmpty();
        assertThat(rate.take("a")).isEmpty();
        assertThat(rate.take("a")).isPresent();
    }

    @Test
    void whatOneCallerDoesCostsNoOther() {
        for (int i = 0; i < 10; i++) {
            rate.take("a");
        }
        assertThat(rate.take("b")).isEmpty();
    }
}
