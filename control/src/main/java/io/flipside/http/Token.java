package io.flipside.http;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** A secret that callers must know. It is in no text that this class makes. */
public final class Token {
    private static final int LEAST = 16;
    private static final int MOST = 1024;
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String secret;
    private final byte[] digest;

    private Token(String secret) {
        this.secret = secret;
        this.digest = digest(secret);
    }

    /**
     * Checks a secret.
     *
     * @param source where it comes from, for messages
     * @throws UserError if it is too short, too long or has characters that a header cannot carry
     */
    public static Token of(String text, String source) {
        String secret = text.strip();
        if (secret.length() < LEAST
                || secret.length() > MOST
                || !CHARACTERS.matcher(secret).matches()) {
            throw new UserError("the token in " + source + " must have " + LEAST + " to " + MOST
                    + " letters, digits or characters of ._~+/- . Make one with: openssl rand -hex 32");
        }
        return new Token(secret);
    }

    /** As it stands in the header {@code Authorization}. */
    public String header() {
        return "Bearer " + secret;
    }

    /** Whether a caller's secret is this one; takes as long for any. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, digest(candidate));
    }

    private static byte[] digest(String text) {
        return new Sha256()
                .add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .bytes();
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
