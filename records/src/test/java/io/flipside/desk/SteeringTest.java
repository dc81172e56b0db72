package io.flipside.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import io.flipside.record.Ask;
import io.flipside.record.Asks;
import io.flipside.store.FolderStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may steer what, and what is noted of it. */
class SteeringTest {
    private static final String FOLDER = "audits/a/";
    private static final Caller ALICE = new Caller("token:alice", CallerRole.AUDITOR);
    private static final Caller BOB = new Caller("token:bob", CallerRole.AUDITOR);
    private static final Caller CAROL = new Caller("oidc:carol", CallerRole.OPERATOR);
    private static final Caller READER = new Caller("token:alice", CallerRole.READER);

    @TempDir
    Path scratch;

    private FolderStore store;
    private Asks asks;

    @BeforeEach
    void open() {
        store = new FolderStore(scratch);
        asks = new Asks(store);
    }

    private Steering by(Caller caller) {
        return new Steering(asks, caller);
    }

    @Test
    void anAuditorSteersWhatTheyStartedAndAnOperatorAnything() {
        by(ALICE).began(FOLDER, "start");
        by(BOB).began(FOLDER, "start"); // the same request once more
        assertThat(by(ALICE).may(FOLDER)).isTrue();
        assertThat(by(BOB).may(FOLDER)).isFalse();
        assertThat(by(READER).may(FOLDER)).isFalse();
        assertThat(by(CAROL).may(FOLDER)).isTrue();
        assertThatThrownBy(() -> by(BOB).steer("audit", "a", FOLDER, "cancel", () -> {
                    throw new AssertionError("it was done");
                }))
                .isInstanceOf(NotYours.class)
                .hasMessageContainingAll("'a'", "token:bob", "operator");
        assertThat(asks.of(FOLDER)).extracting(Ask::what).containsExactly("start");
    }

    @Test
    void whatBeganBeforeItWasNotedIsForOperators() {
        assertThat(by(ALICE).may(FOLDER)).isFalse();
        assertThat(by(CAROL).may(FOLDER)).isTrue();
    }

    @Test
    void whatIsAskedIsNotedBeforeItIsDoneAndTakenBackWhereItIsRefused() {
        by(ALICE).began(FOLDER, "start");
        by(CAROL).steer("audit", "a", FOLDER, "cancel", () -> assertThat(asks.of(FOLDER))
                .hasSize(2));
        assertThatThrownBy(() -> by(ALICE).steer("audit", "a", FOLDER, "pause", () -> {
                    throw new NotNow("it is over.");
                }))
                .isInstanceOf(NotNow.class);
        assertThat(asks.of(FOLDER)).extracting(Ask::what).containsExactly("start", "cancel");
        assertThat(asks.of(FOLDER)).extracting(Ask::who).containsExactly("token:alice", "oidc:carol");
        assertThat(asks.of(FOLDER)).extracting(Ask::role).containsExactly("auditor", "operator");
    }

    @Test
    void theAuditsOfACampaignAreOfWhoeverStartedIt() {
        by(ALICE).began("campaigns/c/", "start");
        asks.beganFor(FOLDER, "c", "campaigns/c/");
        assertThat(asks.starter(FOLDER).map(Ask::who)).contains("token:alice");
        assertThat(asks.starter(FOLDER).flatMap(Ask::campaign)).contains("c");
        asks.beganFor("audits/b/", "d", "campaigns/d/");
        assertThat(asks.of("audits/b/")).isEmpty();
    }

    @Test
    void aNoteThatIsDamagedIsNoneAndOpensNothing() {
        store.put(FOLDER + "asks/0.json", "[".getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(asks.of(FOLDER)).isEmpty();
        assertThat(asks.starter(FOLDER)).isEqualTo(Optional.empty());
        assertThat(by(ALICE).may(FOLDER)).isFalse();
    }
}
