package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may call.
 *
 * @param token that opens everything; empty if there is none
 * @param named callers with tokens of their own
 * @param oidc whether an issuer of OpenID Connect vouches for further ones
 */
public record KnownCallers(Optional<Token> token, List<NamedToken> named, boolean oidc) {
    /** Whoever has the one token. */
    static final Caller HOLDER = new Caller("token", CallerRole.OPERATOR);

    public KnownCallers {
        named = List.copyOf(named);
    }

    /** Whether anybody is asked who they are. */
    public boolean areAsked() {
        return token.isPresent() || !named.isEmpty() || oidc;
    }

    /** What every process that knows the same tokens knows, and nobody else. */
    List<byte[]> secrets() {
        return Stream.concat(token.map(Token::digest).stream(), named.stream().map(each -> HexFormat.of()
                        .parseHex(each.sha256())))
                .toList();
    }

    /** Whose token this is; takes as long for any that is not known. */
    Optional<Caller> of(String secret) {
        byte[] digest = Token.digest(secret);
        Optional<Caller> found = Optional.empty();
        for (NamedToken each : named) {
            if (each.matches(digest)) {
                found = Optional.of(each.caller());
            }
        }
        boolean holder = token.filter(one -> one.matches(digest)).isPresent();
        return holder ? Optional.of(HOLDER) : found;
    }
}
