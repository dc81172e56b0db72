package io.flipside.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.caller.CallerRole;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Browsers that signed in. */
class SessionsTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final KnownCallers CALLERS =
            new KnownCallers(Optional.of(Token.of(TOKEN, "a test")), List.of(), false);

    private static Sessions sessions(KnownCallers callers, Instant now) {
        return new Sessions(Sessions.key(callers), InstantSource.fixed(now));
    }

    @Test
    void aSessionStandsForItsTokenUntilItIsOverInEveryProcessThatKnowsTheSameTokens() {
        Instant now = Instant.EPOCH;
        String sealed = sessions(CALLERS, now).seal(TOKEN).orElseThrow();
        Instant last = now.plus(Sessions.LENGTH).minusMillis(1);
        assertThat(sealed).doesNotContain(TOKEN);
        assertThat(sessions(CALLERS, last).open(sealed)).contains(TOKEN);
        assertThat(sessions(CALLERS, last.plusMillis(1)).open(sealed)).isEmpty();
    }

    @Test
    void whatSomebodyElseMadeOrChangedIsNone() {
        Sessions sessions = sessions(CALLERS, Instant.EPOCH);
        String sealed = sessions.seal(TOKEN).orElseThrow();
        KnownCallers others = new KnownCallers(
                Optional.empty(), List.of(NamedToken.of("a", CallerRole.READER, "ab".repeat(32))), false);
        KnownCallers vouched = new KnownCallers(Optional.empty(), List.of(), true);
        assertThat(sessions(others, Instant.EPOCH).open(sealed)).isEmpty();
        assertThat(sessions(vouched, Instant.EPOCH).open(sealed)).isEmpty();
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(sessions.open(sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(sessions.open("")).isEmpty();
        assertThat(sessions.open("ä=")).isEmpty();
    }

    @Test
    void aTokenThatNoCookieHoldsIsRefused() {
        assertThat(sessions(CALLERS, Instant.EPOCH).seal("a".repeat(4000))).isEmpty();
        assertThat(sessions(CALLERS, Instant.EPOCH).seal("a".repeat(2800))).isPresent();
    }
}
