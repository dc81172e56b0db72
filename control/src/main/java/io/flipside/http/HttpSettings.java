package io.flipside.http;

import io.flipside.UserError;
import io.flipside.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * How the HTTP door is kept.
 *
 * @param hosts names beside localhost that requests may give, in lower case
 * @param callers who may call
 * @param insecure whether everyone may call from beyond this machine
 * @param mostUpload bytes of one upload
 * @param uploads at once
 * @param downloads at once
 * @param changes that each caller may ask for in a minute
 */
public record HttpSettings(
        Set<String> hosts,
        KnownCallers callers,
        boolean insecure,
        long mostUpload,
        int uploads,
        int downloads,
        int changes) {
    static final String HOSTS = "FLIPSIDE_HTTP_HOSTS";
    private static final String PREFIX = "flipside.http.";
    private static final String TOKEN = PREFIX + "token";
    private static final int MOST_TOKEN_FILE = 4096;

    /** @throws UserError naming the setting that is wrong; it never repeats a token */
    public static HttpSettings read(Config config) {
        HttpConfig http = Settings.of(config, HttpConfig.class);
        return new HttpSettings(
                hosts(http.hosts().orElse("")),
                callers(config, http),
                http.insecure(),
                http.mostUpload(),
                (int) http.uploads(),
                (int) http.downloads(),
                (int) http.changes());
    }

    private static KnownCallers callers(Config config, HttpConfig http) {
        return new KnownCallers(
                token(config), http.tokensFile().map(TokenFile::read).orElse(List.of()), OidcConfig.isOn(config));
    }

    private static Set<String> hosts(String list) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : list.split(",", -1)) {
            if (!host.isBlank()) {
                hosts.add(Hosts.name(host.strip())
                        .filter(name -> !host.contains(":") || host.strip().startsWith("["))
                        .orElseThrow(() -> Settings.wrong(
                                PREFIX + "hosts", list, "names or addresses without ports, separated by commas.")));
            }
        }
        return hosts;
    }

    /** The token of the environment or of a file; empty if neither is named. */
    public static Optional<Token> token(Config config) {
        if (System.getProperty(TOKEN) != null) {
            throw new UserError(
                    "setting '" + TOKEN + "' was given with -D, where everyone on this machine can read it. "
                            + "Use FLIPSIDE_HTTP_TOKEN_FILE, or FLIPSIDE_HTTP_TOKEN in the environment.");
        }
        Optional<String> file =
                Optional.ofNullable(config.getConfigValue(TOKEN + "-file").getRawValue());
        if (file.isPresent()) {
            return Optional.of(tokenIn(file.get()));
        }
        return Optional.ofNullable(config.getConfigValue(TOKEN).getRawValue())
                .map(secret -> Token.of(secret, "FLIPSIDE_HTTP_TOKEN"));
    }

    /** @throws UserError if it cannot be read or holds no token */
    public static Token tokenIn(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return Token.of(new String(in.readNBytes(MOST_TOKEN_FILE), StandardCharsets.UTF_8), file);
        } catch (IOException | InvalidPathException e) {
            throw new UserError("the token file '" + file + "' cannot be read. Check FLIPSIDE_HTTP_TOKEN_FILE.", e);
        }
    }
}
