package io.flipside.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aDoorThatTakesRequestsIsNoComplaintWhateverWentWrongBefore() {
        assertThat(new DoorState(true, 12, Optional.empty(), Optional.of("the broker was away")).complaints(NOW))
                .isEmpty();
    }

    @Test
    void aDoorThatWaitsForAMomentIsNoComplaintAndOneThatIsStuckIs() {
        Optional<String> why = Optional.of("the broker is away");
        assertThat(new DoorState(true, 1, Optional.of(NOW.minusSeconds(30)), why).complaints(NOW))
                .isEmpty();
        assertThat(new DoorState(true, 1, Optional.of(NOW.minusSeconds(90)), why).complaints(NOW))
                .singleElement()
                .asString()
                .contains("11:58:30", "the broker is away");
    }

    @Test
    void aDoorWhoseThreadIsGoneIsAComplaint() {
        assertThat(new DoorState(false, 0, Optional.empty(), Optional.empty()).complaints(NOW))
                .singleElement()
                .asString()
                .contains("Restart");
    }
}
