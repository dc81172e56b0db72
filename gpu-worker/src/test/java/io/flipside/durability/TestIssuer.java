package io.flipside.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** A little issuer of OpenID Connect: says of itself where its key is, and signs with it. */
final class TestIssuer implements AutoCloseable {
    static final String AUDIENCE = "flipside";

    private final HttpServer server;
    private final AtomicInteger keysAsked = new AtomicInteger();
    private volatile Key key;

    /** A key, and its name. */
    private record Key(String id, KeyPair pair) {
        static Key of(String id) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return new Key(id, generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        String json() {
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            return """
                    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}"""
                    .formatted(id, number(open.getModulus()), number(open.getPublicExponent()));
        }

        private static String number(BigInteger value) {
            byte[] bytes = value.toByteArray();
            int zero = bytes[0] == 0 ? 1 : 0;
            byte[] unsigned = new byte[bytes.length - zero];
            System.arraycopy(bytes, zero, unsigned, 0, unsigned.length);
            return base64(unsigned);
        }
    }

    TestIssuer() throws IOException {
        key = Key.of("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> {
            keysAsked.incrementAndGet();
            answer(exchange, key.json());
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often somebody asked for its key. */
    int keysAsked() {
        return keysAsked.get();
    }

    /** Signs with another key from now on. */
    void rotate() {
        key = Key.of("second");
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "id_token_signing_alg_values_supported": ["RS256"]}"""
                .formatted(address());
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What a token says. */
    record Claims(String issuer, String audience, long secondsLeft, String roles) {
        Claims from(String other) {
            return new Claims(other, audience, secondsLeft, roles);
        }

        Claims to(String other) {
            return new Claims(issuer, other, secondsLeft, roles);
        }

        Claims with(long seconds) {
            return new Claims(issuer, audience, seconds, roles);
        }

        /** @param names of roles as a list in JSON */
        Claims roles(String names) {
            return new Claims(issuer, audience, secondsLeft, names);
        }

        private String json() {
            long now = Instant.now().getEpochSecond();
            return """
                    {"iss": "%s", "aud": "%s", "sub": "carol", "iat": %d, "exp": %d, "realm": {"roles": %s}}"""
                    .formatted(issuer, audience, now - 60, now + secondsLeft, roles);
        }
    }

    Claims good() {
        return new Claims(address(), AUDIENCE, 300, "[\"auditor\"]");
    }

    String signed(Claims claims) {
        String text = base64(("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"" + key.id() + "\"}").getBytes(UTF_8))
                + "." + base64(claims.json().getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.pair().getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(Claims claims) {
        return base64("{\"alg\": \"none\", \"typ\": \"JWT\"}".getBytes(UTF_8)) + "."
                + base64(claims.json().getBytes(UTF_8)) + ".";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
