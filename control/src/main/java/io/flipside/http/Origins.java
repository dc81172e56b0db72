package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Only our own pages may change anything; programs say nothing of an origin and may as well. */
final class Origins implements Rule {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Hosts hosts;

    Origins(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Optional<Refusal> check(Head head) {
        if (head.isSafe()) {
            return Optional.empty();
        }
        boolean ownOrigin = !head.has("Origin")
                || head.only("Origin").filter(origin -> isOwn(origin, head)).isPresent();
        boolean ownSite = !head.has("Sec-Fetch-Site")
                || head.only("Sec-Fetch-Site").filter(OWN_SITES::contains).isPresent();
        return Rule.refuse(
                !ownOrigin || !ownSite,
                ProblemKind.OTHER_ORIGIN,
                "a page of another origin may not do this. Use the command line.");
    }

    private boolean isOwn(String origin, Head head) {
        String host = head.only("Host").orElse("").toLowerCase(Locale.ROOT);
        List<String> schemes = hosts.isConfigured(host) ? List.of(head.scheme(), "https") : List.of(head.scheme());
        return schemes.stream()
                .anyMatch(scheme -> plain(origin.toLowerCase(Locale.ROOT)).equals(plain(scheme + "://" + host)));
    }

    // browsers leave out the port that goes with the scheme
    private static String plain(String origin) {
        return origin.replaceFirst("^(http://.*):80$", "$1").replaceFirst("^(https://.*):443$", "$1");
    }
}
