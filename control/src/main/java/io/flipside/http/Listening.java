package io.flipside.http;

import io.flipside.UserError;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the HTTP server listens. It does not start where strangers could reach it without a token. */
@ApplicationScoped
@Unremovable
public class Listening implements HttpServerOptionsCustomizer {
    private final AtomicReference<HttpServerOptions> chosen = new AtomicReference<>(new HttpServerOptions());

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        guard(options);
        chosen.set(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        guard(options);
    }

    private static void guard(HttpServerOptions options) {
        HttpSettings settings = HttpSettings.read(ConfigProvider.getConfig());
        if (!settings.callers().areAsked() && !settings.insecure() && !isLoopback(options.getHost())) {
            throw new UserError(
                    "the service would listen on " + options.getHost() + ", where others can reach it, and has no "
                            + "token. Name a file with one in FLIPSIDE_HTTP_TOKEN_FILE, callers in FLIPSIDE_HTTP_TOKENS_FILE or "
                            + "an issuer in FLIPSIDE_OIDC_ISSUER, or say --insecure.");
        }
    }

    /** Whether only this machine reaches every address of a name. */
    static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The address that it listens on, as {@code http://host:port}. */
    public String address(int port) {
        String host = chosen().getHost();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    HttpServerOptions chosen() {
        return Optional.ofNullable(chosen.get()).orElseThrow(() -> new IllegalStateException("HTTP is not up yet"));
    }

    static HttpServerOptions options() {
        return Arc.container().instance(Listening.class).get().chosen();
    }
}
