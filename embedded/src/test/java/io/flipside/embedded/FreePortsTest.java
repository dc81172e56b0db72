package io.flipside.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void aServerThatDoesNotStartOnAFreePortIsTriedOnOthersForItsPortMayBeFreeAgain() {
        int port = FreePorts.on(0, this::thirdTime);
        assertThat(tried).hasSize(3).last().isEqualTo(port);
    }

    @Test
    void aServerThatStartsNowhereSaysWhy() {
        assertThatThrownBy(() -> FreePorts.on(0, this::never)).hasMessage("no");
    }

    @Test
    void aPortThatSomebodyNamedIsTheOnlyOneTried() {
        assertThatThrownBy(() -> FreePorts.on(12_345, this::never)).hasMessage("no");
        assertThat(tried).containsExactly(12_345);
    }

    private int thirdTime(int port) {
        return tried.size() < 2 ? never(port) : begun(port);
    }

    private int never(int port) {
        begun(port);
        throw new IllegalStateException("no");
    }

    private int begun(int port) {
        tried.add(port);
        return port;
    }
}
