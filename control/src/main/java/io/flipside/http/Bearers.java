package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.problem.ProblemKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where callers are asked who they are nobody gets in who does not say; what probes of a cluster ask stays open, and the
 * page to sign in. What an issuer vouches for is looked at behind this.
 */
final class Bearers implements Rule {
    /** Where people sign in. */
    static final String SIGN_IN = "/sign-in";

    private static final Set<String> OPEN = Set.of("/q/health/live", "/q/health/ready", "/q/health/started");
    private static final Pattern SIGN_IN_TARGET = Pattern.compile(SIGN_IN + "(\\?.*)?|/assets/[a-z]+\\.[a-z]+(\\?.*)?");
    private static final Pattern MACHINES = Pattern.compile("/(api|q|metrics)(/.*)?");
    private static final String SCHEME = "bearer ";

    private final KnownCallers callers;
    private final Sessions sessions;

    Bearers(KnownCallers callers, Sessions sessions) {
        this.callers = callers;
        this.sessions = sessions;
    }

    @Override
    public Optional<Refusal> check(Head head) {
        if (!callers.areAsked() || isOpen(head)) {
            return Optional.empty();
        }
        Optional<String> secret = secret(head);
        boolean known = secret.filter(
                        given -> callers.oidc() || callers.of(given).isPresent())
                .isPresent();
        if (!known) {
            return Optional.of(stranger(head));
        }
        // a browser says where a page comes from whenever it may change something, and only a browser has a cookie
        return Rule.refuse(
                !head.isSafe() && !head.has("Authorization") && !head.has("Origin"),
                ProblemKind.OTHER_ORIGIN,
                "a session may change nothing without an Origin. Give the token as 'Authorization: Bearer TOKEN'.");
    }

    /** Whether anybody may ask this. */
    static boolean isOpen(Head head) {
        return head.isSafe()
                && (OPEN.contains(head.target())
                        || SIGN_IN_TARGET.matcher(head.target()).matches());
    }

    /** Who calls, as far as it takes no issuer to know. */
    Optional<Caller> caller(Head head) {
        return callers.areAsked() ? secret(head).flatMap(callers::of) : Optional.of(Caller.LOCAL);
    }

    /** The token that a session stands for, of a request that names none itself. */
    Optional<String> session(Head head) {
        return head.has("Authorization") || isOpen(head) ? Optional.empty() : sessions.token(head);
    }

    private Optional<String> secret(Head head) {
        return head.has("Authorization") ? given(head) : sessions.token(head);
    }

    /** The token that a request names itself. */
    static Optional<String> given(Head head) {
        return head.only("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    /** What whoever is not known is told: a program that it wants a token, a person's browser where to sign in. */
    static Refusal stranger(Head head) {
        boolean person = head.method().equals("GET")
                && head.only("Accept").orElse("").contains("text/html")
                && !MACHINES.matcher(head.path()).matches();
        return person
                ? new Refusal(
                        ProblemKind.SIGN_IN_FIRST,
                        "sign in first.",
                        Map.of("Location", SIGN_IN + "?to=" + URLEncoder.encode(head.target(), StandardCharsets.UTF_8)))
                : new Refusal(
                        ProblemKind.UNKNOWN_CALLER,
                        "this service wants a token that it knows. Give it as 'Authorization: Bearer TOKEN', or to the "
                                + "command line with --token-file.",
                        Map.of("WWW-Authenticate", "Bearer realm=\"flipside\""));
    }
}
