package io.flipside.http;

import io.flipside.caller.Caller;
import io.flipside.caller.CallerRole;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A caller of the file of tokens. The token itself is nowhere: whoever reads the file knows none.
 *
 * @param caller whose it is
 * @param sha256 of the token, in lower-case hexadecimal
 */
public record NamedToken(Caller caller, String sha256) {
    static NamedToken of(String name, CallerRole role, String sha256) {
        return new NamedToken(new Caller("token:" + name, role), sha256);
    }

    /** The line of the file for a caller. */
    public static String line(String name, CallerRole role, Token token) {
        return name + " " + role.word() + " " + HexFormat.of().formatHex(token.digest());
    }

    /** Whether this is the digest of its token; takes as long for any. */
    boolean matches(byte[] digest) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), digest);
    }

    @Override
    public String toString() {
        return "NamedToken[" + caller + "]";
    }
}
