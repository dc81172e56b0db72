package io.flipside.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** With a token configured nobody gets in without it; what probes of a cluster ask stays open. */
final class Bearers implements Rule {
    private static final Set<String> OPEN = Set.of("/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String SCHEME = "bearer ";

    private final Optional<Token> token;

    Bearers(Optional<Token> token) {
        this.token = token;
    }

    @Override
    public Optional<Refusal> check(Head head) {
        if (token.isEmpty() || head.isSafe() && OPEN.contains(head.target())) {
            return Optional.empty();
        }
        boolean known = head.only("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .filter(value ->
                        token.get().matches(value.substring(SCHEME.length()).strip()))
                .isPresent();
        return known
                ? Optional.empty()
                : Optional.of(new Refusal(
                        401,
                        "this service wants its token. Give it as 'Authorization: Bearer TOKEN', or to the command "
                                + "line with --token-file.",
                        Map.of("WWW-Authenticate", "Bearer realm=\"flipside\"")));
    }
}
