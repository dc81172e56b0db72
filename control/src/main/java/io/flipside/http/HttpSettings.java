package io.flipside.http;

import io.flipside.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * How the HTTP door is kept.
 *
 * @param hosts names beside localhost that requests may give, in lower case
 * @param token what callers must know; empty if everyone may call
 * @param insecure whether everyone may call from beyond this machine
 * @param mostUpload bytes of one upload
 * @param uploads at once
 * @param downloads at once
 */
public record HttpSettings(
        Set<String> hosts, Optional<Token> token, boolean insecure, long mostUpload, int uploads, int downloads) {
    static final String HOSTS = "FLIPSIDE_HTTP_HOSTS";
    private static final String PREFIX = "flipside.http.";
    private static final String TOKEN = PREFIX + "token";
    private static final int MOST_TOKEN_FILE = 4096;

    /** @throws UserError naming the setting that is wrong; it never repeats a token */
    public static HttpSettings read(Config config) {
        return new HttpSettings(
                hosts(text(config, "hosts").orElse("")),
                token(config),
                text(config, "insecure").map("true"::equals).orElse(false),
                number(config, "most-upload", 512L << 20, 64L << 30),
                (int) number(config, "uploads", 4, 1000),
                (int) number(config, "downloads", 32, 1000));
    }

    private static Set<String> hosts(String list) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : list.split(",", -1)) {
            if (!host.isBlank()) {
                hosts.add(Hosts.name(host.strip())
                        .filter(name -> !host.contains(":") || host.strip().startsWith("["))
                        .orElseThrow(() -> new UserError("setting '" + PREFIX + "hosts' has '" + host.strip()
                                + "'; it must be names or addresses without ports, separated by commas.")));
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

    private static long number(Config config, String name, long otherwise, long most) {
        Optional<String> text = text(config, name);
        try {
            long number = text.map(Long::parseLong).orElse(otherwise);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, text, most);
        }
        throw wrong(name, text, most);
    }

    private static UserError wrong(String name, Optional<String> text, long most) {
        return new UserError("setting '" + PREFIX + name + "' is '" + text.orElse("")
                + "'; it must be a number from 1 to " + most + ".");
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
