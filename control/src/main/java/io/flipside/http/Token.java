package io.flipside.http;

import io.flipside.UserError;
import io.flipside.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
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

    /** A new one, of 32 random bytes. */
    public static Token random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /** The secret itself, for whoever is to have it. */
    public String secret() {
        return secret;
    }

    /** SHA-256 of it, 32 bytes. */
    byte[] digest() {
        return digest.clone();
    }

    /** Whether a caller's secret has this digest; takes as long for any. */
    boolean matches(byte[] candidate) {
        return MessageDigest.isEqual(digest, candidate);
    }

    static byte[] digest(String text) {
        return new Sha256()
                .add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .bytes();
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
