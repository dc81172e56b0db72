package io.flipside.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flipside.UserError;
import io.flipside.client.FlipsideClient;
import io.flipside.client.ProblemException;
import io.flipside.client.ServiceUnreachable;
import io.flipside.client.model.ArtifactRef;
import io.flipside.http.HttpSettings;
import io.flipside.http.Token;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A running service, as the commands ask it. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:FLIPSIDE_SERVER:-http://127.0.0.1:8080}",
            description = "Address of a running 'flipside serve'. Default: ${DEFAULT-VALUE}.")
    private String server = "http://127.0.0.1:8080";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the service's token. Default: FLIPSIDE_HTTP_TOKEN_FILE, else the token in "
                    + "FLIPSIDE_HTTP_TOKEN.")
    private Optional<String> tokenFile = Optional.empty();

    private Optional<FlipsideClient> client = Optional.empty();

    /**
     * Asks the service.
     *
     * @throws UserError if it refuses what was asked, or there is none
     */
    <T> T ask(Function<FlipsideClient, T> question) {
        try {
            return question.apply(client());
        } catch (ProblemException e) {
            String detail = String.valueOf(e.getMessage());
            if (e.status() >= 500) {
                throw new IllegalStateException(detail);
            }
            throw new UserError(detail);
        } catch (ServiceUnreachable e) {
            throw new UserError(
                    e.connected()
                            ? "the service at " + server + " did not answer to the end. Try again."
                            : "there is no service at " + server
                                    + ". Start one with 'flipside serve', or give --server.",
                    e);
        }
    }

    /** Asks for bytes, and takes them whole. */
    byte[] bytes(Function<FlipsideClient, InputStream> question) {
        try (InputStream in = ask(question)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UserError("the service at " + server + " did not answer to the end. Try again.", e);
        }
    }

    /** Uploads a file, when it is its turn. */
    ArtifactRef upload(Path file) {
        return ask(service -> {
            try {
                return service.upload(file);
            } catch (FileNotFoundException e) {
                throw new UserError("file " + file + " is not there.", e);
            }
        });
    }

    private FlipsideClient client() {
        FlipsideClient made = client.orElseGet(this::made);
        client = Optional.of(made);
        return made;
    }

    private FlipsideClient made() {
        try {
            return FlipsideClient.at(server, () -> token().map(Token::secret));
        } catch (IllegalArgumentException e) {
            throw new UserError("--server is '" + server + "'; it must be like http://127.0.0.1:8080.", e);
        }
    }

    private Optional<Token> token() {
        return tokenFile.map(HttpSettings::tokenIn).or(() -> HttpSettings.token(ConfigProvider.getConfig()));
    }

    /** What was given, if it was. */
    static @Nullable String given(String option) {
        return option.isEmpty() ? null : option;
    }

    /** How the doors read and write JSON. */
    public static ObjectMapper mapper() {
        return JSON;
    }
}
