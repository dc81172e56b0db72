package io.flipside.http;

import io.flipside.file.Sha256;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Browsers that signed in. The cookie holds the token, encrypted and with an end: so every process of a service reads it,
 * nothing is kept, and a token that is taken away ends its sessions.
 */
final class Sessions {
    static final Duration LENGTH = Duration.ofHours(12);
    /** Of one that came over HTTPS: browsers take it over nothing else, for this host and every path of it. */
    static final String SECURE_NAME = "__Host-flipside";

    static final String NAME = "flipside-session";
    /** Browsers keep 4096 bytes, name and all. */
    static final int MOST = 3900;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes that all processes of a service have in common */
    Sessions(byte[] key, InstantSource clock) {
        this.key = new SecretKeySpec(key, "AES");
        this.clock = clock;
    }

    /** What the cookie says; empty if the token is too long for one. */
    Optional<String> seal(String token) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = token.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(Long.BYTES + text.length);
        plain.putLong(clock.instant().plus(LENGTH).toEpochMilli()).put(text);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, plain.array()).orElseThrow();
        ByteBuffer all =
                ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(all.array()))
                .filter(value -> value.length() <= MOST);
    }

    /** The token of the session that a request belongs to. */
    Optional<String> token(Head head) {
        return head.all("Cookie").stream()
                .flatMap(header -> cookies(header).stream())
                .filter(cookie -> cookie.name().equals(NAME) || cookie.name().equals(SECURE_NAME))
                .flatMap(cookie -> open(cookie.value()).stream())
                .findFirst();
    }

    private static Set<Cookie> cookies(String header) {
        return ServerCookieDecoder.LAX.decode(header);
    }

    /** The token that {@link #seal} was given, if the session is one of ours and not over. */
    Optional<String> open(String value) {
        byte[] all = decoded(value);
        if (all.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(all);
        byte[] nonce = new byte[NONCE_BYTES];
        read.get(nonce);
        byte[] sealed = new byte[read.remaining()];
        read.get(sealed);
        return cipher(Cipher.DECRYPT_MODE, nonce, sealed)
                .map(ByteBuffer::wrap)
                .filter(plain -> plain.remaining() > Long.BYTES && plain.getLong() > clock.millis())
                .map(plain -> StandardCharsets.UTF_8.decode(plain).toString());
    }

    private static byte[] decoded(String value) {
        try {
            return Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private Optional<byte[]> cipher(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // somebody else made it
        }
    }

    /** The key for these callers: processes that know the same tokens have the same; with no token it is of this process. */
    static byte[] key(KnownCallers callers) {
        List<byte[]> secrets = callers.secrets();
        if (secrets.isEmpty()) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return key;
        }
        Sha256 digest = new Sha256();
        digest.add(ByteBuffer.wrap("flipside session 1".getBytes(StandardCharsets.UTF_8)));
        secrets.forEach(secret -> digest.add(ByteBuffer.wrap(secret)));
        return digest.bytes();
    }
}
