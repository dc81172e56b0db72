package io.flipside.http;

import io.flipside.problem.ProblemKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that this service goes by. A page that has its own name resolve to our address (DNS rebinding) is of our
 * origin to a browser, but still gives its own name here.
 */
final class Hosts implements Rule {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);

    private final Set<String> configured;

    /** @param configured further names, without ports, in lower case */
    Hosts(Set<String> configured) {
        this.configured = Set.copyOf(configured);
    }

    @Override
    public Optional<Refusal> check(Head head) {
        Optional<String> host = head.only("Host");
        Matcher absolute = ABSOLUTE.matcher(head.target());
        boolean ours = host.filter(this::isOurs).isPresent()
                && (!absolute.matches() || absolute.group(1).equalsIgnoreCase(host.get()));
        return Rule.refuse(
                !ours,
                ProblemKind.UNKNOWN_HOST,
                "this service does not go by that name. Ask for localhost or 127.0.0.1, or name the host in "
                        + HttpSettings.HOSTS + ".");
    }

    private boolean isOurs(String authority) {
        return name(authority)
                .filter(name -> LOOPBACK.contains(name) || configured.contains(name))
                .isPresent();
    }

    /** Whether this authority is one of the configured names, which may lie behind a proxy that speaks HTTPS. */
    boolean isConfigured(String authority) {
        return name(authority).filter(configured::contains).isPresent();
    }

    /** The name of {@code name} or {@code name:port}, in lower case. */
    static Optional<String> name(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        boolean right = matcher.matches()
                && (matcher.group(2) == null
                        || Integer.parseInt(matcher.group(2).substring(1)) <= 65_535);
        return right ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
